using System.Text;
using Contracts.Common.V1;
using Contracts.Notifications.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Notifications;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Requests;

/// <summary>What no service can read or keep is the sender's fault, and every database says the same of it.</summary>
public sealed class BadRequestTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "a text that is not UTF-8", [0x0A, 0x02, 0xC3, 0x28] },
        { "half a character", [0x0A, 0x03, 0xED, 0xA0, 0x80] },
        { "a length beyond the end", [0x0A, 0x7F, 0x61] },
        { "a field of number zero", [0x02, 0x00] },
        { "no message at all", Encoding.ASCII.GetBytes("{\"id\": 1}") },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Bytes_that_are_not_the_request_are_an_invalid_argument(string what, byte[] bytes)
    {
        await using var things = await ThingsUnderTest.Start();
        var method = new Method<byte[], byte[]>(MethodType.Unary, "plans.v1.PlanService", "GetPlan", Bytes, Bytes);
        using var call = things.Service.Invoker(things.Service.Tokens.Staff("plans")).AsyncUnaryCall(method, null, default, bytes);

        var refused = Refused.From(await Should.ThrowAsync<RpcException>(call.ResponseAsync));

        (refused.Status, refused.Reason, refused.Domain).ShouldBe((StatusCode.InvalidArgument, "MALFORMED_REQUEST", "plans"), what);
    }

    [Fact]
    public async Task One_that_is_too_large_is_refused_with_a_reason()
    {
        await using var things = await ThingsUnderTest.Start();

        var refused = await Refused.By(things.Staff.GetPlanAsync(new Wire.GetPlanRequest { Id = new string('x', 2 * 1024 * 1024) }));

        (refused.Status, refused.Reason, refused.Domain).ShouldBe((StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE", "plans"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_character_zero_and_noncharacters_are_refused_wherever_they_stand(DatabaseProvider database)
    {
        await using var things = await ThingsUnderTest.Start(database);
        var plan = new Wire.Plan
        {
            Id = "a\0b", Name = LocalizedText.From(new Dictionary<string, string> { ["en"] = "a\0b", ["i\0t"] = "b" }), Price = new Money { CurrencyCode = "\0" },
        };

        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { Query = "\0" }))).Violations.ShouldBe(["query:CONTROL_CHARACTERS"]);
        (await Refused.By(things.Staff.ListPlansAsync(new Wire.ListPlansRequest { Query = "a\uFFFF" }))).Violations.ShouldBe(["query:CONTROL_CHARACTERS"]);
        (await Refused.By(things.Staff.CreatePlanAsync(new Wire.CreatePlanRequest { Plan = plan }))).Violations.ShouldBe(
            ["plan.id:CONTROL_CHARACTERS", "plan.name.en:CONTROL_CHARACTERS", "plan.name:CONTROL_CHARACTERS", "plan.price.currency_code:CONTROL_CHARACTERS"],
            ignoreOrder: true);
        (await Refused.By(things.Staff.UpdatePlanAsync(new Wire.UpdatePlanRequest { UpdateMask = new FieldMask { Paths = { "name", "\0" } } }))).Violations
            .ShouldBe(["update_mask.paths[1]:CONTROL_CHARACTERS"]);
        (await things.Things()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, int.MaxValue)]
    public async Task An_instant_outside_the_calendar_is_refused(long seconds, int nanos)
    {
        await using var host = await HostUnderTest.Start(
            new ServiceSettings(), new HostedService(builder => builder.AddNotifications(), endpoints => endpoints.MapNotifications()));
        var mails = host.Client<MailService.MailServiceClient>(host.Tokens.Application("notifications"));
        var request = new ReportDeliveryRequest { MessageId = "a@b", Kind = DeliveryKind.Delivered, OccurTime = new Timestamp { Seconds = seconds, Nanos = nanos } };

        (await Refused.By(mails.ReportDeliveryAsync(request))).Violations.ShouldBe(["occur_time:NOT_AN_INSTANT"]);
    }
}
