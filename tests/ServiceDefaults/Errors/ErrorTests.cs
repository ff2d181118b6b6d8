using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using ServiceDefaults.Tests.Support;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Errors;

/// <summary>What leaves the service when something inside it goes wrong.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task What_nobody_foresaw_is_internal_and_tells_nothing_of_the_inside()
    {
        var refused = await WhenInside(() => throw new InvalidOperationException("SELECT * FROM Secrets at /srv/Secret.cs"));

        refused.Status.ShouldBe(StatusCode.Internal);
        refused.Reason.ShouldBe("INTERNAL");
        refused.Domain.ShouldBe("plans");
        refused.Message.ShouldStartWith("Something went wrong on our side");
        ShouldRevealNothing(refused);
    }

    [Fact]
    public async Task A_database_error_tells_neither_its_statement_nor_its_tables()
    {
        var refused = await WhenInside(() => throw new DbUpdateException(
            "Secret failed", new SqliteException("SQLite Error 19: 'NOT NULL constraint failed: Secrets.Id'", 19)));

        refused.Status.ShouldBe(StatusCode.Internal);
        ShouldRevealNothing(refused);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_unavailable()
    {
        var refused = await WhenInside(() => throw new TimeoutException("Secret"));

        refused.Status.ShouldBe(StatusCode.Unavailable);
        refused.Reason.ShouldBe("DATABASE_UNAVAILABLE");
        ShouldRevealNothing(refused);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, StatusCode.Unavailable, "UPSTREAM_UNAVAILABLE")]
    [InlineData(StatusCode.DeadlineExceeded, StatusCode.Unavailable, "UPSTREAM_UNAVAILABLE")]
    [InlineData(StatusCode.Unauthenticated, StatusCode.Internal, "INTERNAL")]
    [InlineData(StatusCode.PermissionDenied, StatusCode.Internal, "INTERNAL")]
    [InlineData(StatusCode.NotFound, StatusCode.Internal, "INTERNAL")]
    public async Task What_another_service_refused_us_is_not_told_as_if_our_caller_had_been_refused(StatusCode upstream, StatusCode reported, string reason)
    {
        var refused = await WhenInside(() => throw new RpcException(new Status(upstream, "Secret"), new Metadata { { "secret", "Secret" } }));

        refused.Status.ShouldBe(reported);
        refused.Reason.ShouldBe(reason);
        refused.Domain.ShouldBe("plans");
        ShouldRevealNothing(refused);
    }

    [Fact]
    public async Task A_lost_update_is_aborted()
    {
        var refused = await WhenInside(() => throw new DbUpdateConcurrencyException("Secret"));

        refused.Status.ShouldBe(StatusCode.Aborted);
        refused.Reason.ShouldBe("ETAG_MISMATCH");
        ShouldRevealNothing(refused);
    }

    [Fact]
    public async Task Two_who_take_the_same_unique_value_at_once_are_told_to_look_again()
    {
        var refused = await WhenInside(() => throw new DbUpdateException("Secret", new SqliteException("UNIQUE constraint failed: Secrets.Id", 19, 2067)));

        refused.Status.ShouldBe(StatusCode.Aborted);
        refused.Reason.ShouldBe("CONFLICT");
        ShouldRevealNothing(refused);
    }

    [Fact]
    public async Task A_refusal_arrives_as_it_was_meant()
    {
        var refused = await WhenInside(() => throw DomainException.FailedPrecondition("TOO_EARLY", "Come back tomorrow."));

        refused.ShouldSatisfyAllConditions(
            r => r.Status.ShouldBe(StatusCode.FailedPrecondition),
            r => r.Reason.ShouldBe("TOO_EARLY"),
            r => r.Message.ShouldBe("Come back tomorrow."),
            r => r.Violations.ShouldBeEmpty());
    }

    [Fact]
    public async Task Violations_arrive_with_field_and_rule()
    {
        var refused = await WhenInside(() => throw DomainException.InvalidArgument("plan.name", "TOO_LONG", "is too long."));

        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Reason.ShouldBe("INVALID_FIELD");
        refused.Message.ShouldBe("plan.name: is too long.");
        refused.Violations.ShouldBe(["plan.name:TOO_LONG"]);
    }

    [Fact]
    public async Task A_call_that_outlives_its_deadline_ends_with_it()
    {
        await using var things = await ThingsUnderTest.Start();
        things.Probe.OnRead = context => Task.Delay(Timeout.Infinite, context.CancellationToken);

        var e = await Should.ThrowAsync<RpcException>(things.Staff.GetPlanAsync(
            new Wire.GetPlanRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1)).ResponseAsync);

        e.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    private static async Task<Refused> WhenInside(Func<Task> happens)
    {
        await using var things = await ThingsUnderTest.Start();
        things.Probe.OnRead = _ => happens();
        return await Refused.By(things.Staff.GetPlanAsync(new Wire.GetPlanRequest()));
    }

    private static void ShouldRevealNothing(Refused refused)
    {
        foreach (var inside in (string[])["Secret", "SELECT", "SQLite", "UNIQUE", "   at ", ".cs", "Exception"])
        {
            refused.ToString().ShouldNotContain(inside, Case.Sensitive);
        }
    }
}
