using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Screens.Components;
using Screens.Languages;
using Screens.Problems;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class ProblemTests
{
    static readonly Words English = new(Language.English);

    [Fact]
    public void A_known_reason_is_said_in_the_readers_language()
    {
        var refusal = Refusal(StatusCode.FailedPrecondition, "ALREADY_CLOSED", "developer's words");
        Problem.From(refusal, new Words(Language.Italian)).Message.ShouldBe("Questo abbonamento è già chiuso.");
    }

    [Fact]
    public void An_unknown_reason_keeps_the_services_words() =>
        Problem.From(Refusal(StatusCode.FailedPrecondition, "SOMETHING_NEW", "Something new is in the way."), English).Message
            .ShouldBe("Something new is in the way.");

    [Fact]
    public void Field_violations_stand_at_their_fields_wherever_they_are_nested()
    {
        var refusal = Refusal(StatusCode.InvalidArgument, "INVALID_FIELD", "",
            ("plan.price", "must not be negative", "NEGATIVE"), ("plan.name.en", "is required", "REQUIRED"), ("plan.odd", "is odd", "ODD"));
        var problem = Problem.From(refusal, English);
        problem.Field("price").ShouldBe(English["Field_NEGATIVE"]);
        problem.Field("name.en").ShouldBe(English["Field_REQUIRED"]);
        problem.Field("odd").ShouldBe("is odd");
        problem.Field("description").ShouldBeNull();
        problem.HttpStatus.ShouldBe(422);
    }

    [Theory]
    [InlineData("days", "is 0; it must be 1 to 60.", "OUT_OF_RANGE", "Enter a number from 1 to 60.")]
    [InlineData("coupon.percent_basis_points", "is 10001; it must be 1 to 10000.", "OUT_OF_RANGE", "Enter a number from 0.01% to 100%.")]
    [InlineData("rate_per_million", "is -1; it must be 0 to 1000000.", "OUT_OF_RANGE", "Enter a number from 0% to 100%.")]
    [InlineData("date", "must be 2026-12-01 to 2026-12-20.", "DATE_OUT_OF_RANGE", "Choose a date from 1 Dec 2026 to 20 Dec 2026.")]
    [InlineData("odd", "is out of bounds.", "OUT_OF_RANGE", "Enter a number within the allowed range.")]
    public void What_lies_out_of_bounds_is_told_the_bounds(string field, string description, string rule, string words) =>
        Problem.From(Refusal(StatusCode.InvalidArgument, "INVALID_FIELD", "", (field, description, rule)), English).Field(field).ShouldBe(words);

    [Fact]
    public void Bounds_are_told_in_the_readers_digits_and_calendar()
    {
        var persian = new Words(Language.Persian);
        var problem = Problem.From(
            Refusal(StatusCode.InvalidArgument, "INVALID_FIELD", "", ("days", "is 0; it must be 1 to 60.", "OUT_OF_RANGE"), ("date", "must be 2026-12-01 to 2026-12-20.", "DATE_OUT_OF_RANGE")), persian);
        problem.Field("days").ShouldBe("عددی از ۱ تا ۶۰ وارد کنید.");
        problem.Field("date").ShouldBe("تاریخی از ۱۰ آذر ۱۴۰۵ تا ۲۹ آذر ۱۴۰۵ انتخاب کنید.");
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "Error_Unavailable", 503)]
    [InlineData(StatusCode.NotFound, "Error_NotFound", 404)]
    [InlineData(StatusCode.Aborted, "Error_Conflict", 409)]
    [InlineData(StatusCode.PermissionDenied, "Error_PermissionDenied", 403)]
    [InlineData(StatusCode.Unauthenticated, "Error_Unauthenticated", 401)]
    [InlineData(StatusCode.Internal, "Error_Internal", 500)]
    public void A_status_without_details_is_said_calmly(StatusCode status, string key, int http)
    {
        var problem = Problem.From(new RpcException(new Grpc.Core.Status(status, "at Some.Class in file.cs")), English);
        problem.Message.ShouldBe(English[key]);
        problem.HttpStatus.ShouldBe(http);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, true)]
    [InlineData(StatusCode.DeadlineExceeded, true)]
    [InlineData(StatusCode.InvalidArgument, false)]
    [InlineData(StatusCode.Aborted, false)]
    public void Only_an_unknown_outcome_repeats_the_same_request(StatusCode status, bool unknown) =>
        Problem.From(new RpcException(new Grpc.Core.Status(status, "")), English).OutcomeUnknown.ShouldBe(unknown);

    [Fact]
    public async Task What_an_address_asks_for_in_vain_is_named_because_no_field_is_marked()
    {
        var problem = Problem.From(Refusal(StatusCode.InvalidArgument, "INVALID_FIELD", "", ("page_token", "is not a token", "NOT_A_TOKEN")), English);

        var asked = await Rendered.Text<ProblemBanner>(new { Problem = problem }, address: "/admin/customers?page=x");
        asked.ShouldBe($"The address asks for something that cannot be shown: {English["Pages"]} : {English["Field_NOT_A_TOKEN"]} {English["ShowAll"]}");

        (await Rendered.Text<ProblemBanner>(new { Problem = problem }, address: "/admin/customers", method: "POST")).ShouldBe(English["Error_INVALID_FIELD"]);
    }

    [Theory]
    [InlineData("id", true)]
    [InlineData("reason_id", false)]
    public void What_is_no_id_names_nothing(string field, bool nothing) =>
        Problem.From(Refusal(StatusCode.InvalidArgument, "INVALID_FIELD", "", (field, "is not a UUID.", "NOT_AN_ID")), English).NamesNothing.ShouldBe(nothing);

    static RpcException Refusal(StatusCode code, string reason, string message, params (string Field, string Description, string Reason)[] violations)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = reason, Domain = "tests" }));
        var bad = new BadRequest();
        bad.FieldViolations.AddRange(violations.Select(violation => new BadRequest.Types.FieldViolation
        {
            Field = violation.Field,
            Description = violation.Description,
            Reason = violation.Reason,
        }));
        status.Details.Add(Any.Pack(bad));
        return status.ToRpcException();
    }
}
