using Contracts.Common.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Runs;

public sealed class BillingRunOnSqlite() : BillingRunTests(DatabaseProvider.Sqlite);

public sealed class BillingRunOnPostgres() : BillingRunTests(DatabaseProvider.Postgres);

/// <summary>How far the billing is can be seen: done, left, failed and how quick (domain.md C16).</summary>
public abstract class BillingRunTests(DatabaseProvider database)
{
    [Fact]
    public async Task Of_450_orders_one_is_bad_the_others_are_done_and_it_can_be_tried_again()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var bad = await service.Host.Prepare(450);
        await SetZone(service, bad, "Nowhere/None");

        service.Clock.SetUtcNow(ManyDue.Moment);
        var failing = await Until(service, s => s.Run?.DoneCount == 449 && s.FailingCount == 1);
        (failing.LeftCount, failing.ParkedCount, failing.State).ShouldBe((0, 0, Wire.BillingRunState.Finished));
        var parked = await Until(service, s => s.ParkedCount == 1);
        (parked.Run.DoneCount, parked.Run.GivenUpCount, parked.LeftCount, parked.FailingCount, parked.State)
            .ShouldBe((449, 1, 0, 0, Wire.BillingRunState.Finished));

        var work = (await Parking(service).ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.ShouldHaveSingleItem();
        work.Error.ShouldContain("Nowhere/None");
        await SetZone(service, bad, "Europe/Rome");
        await Parking(service).RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = work.Id });
        var mended = await Until(service, s => s.ParkedCount + s.FailingCount + s.LeftCount == 0 && s.Run.DoneCount == 450);

        // All within a quarter of an hour of each other: one run.
        mended.Run.GivenUpCount.ShouldBe(1);
        mended.Run.StartTime.ToDateTimeOffset().ShouldBe(ManyDue.Moment);
        (await Runs(service).ListBillingRunsAsync(new())).BillingRuns.ShouldBe([mended.Run]);
    }

    [Fact]
    public async Task Replicas_that_run_at_once_count_every_period_once()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        await service.Host.Prepare(450);
        service.Clock.SetUtcNow(ManyDue.Moment);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => service.Host.RunDueWork<SubscriptionsDb>())));

        var status = await Until(service, s => s is { LeftCount: 0, Run.DoneCount: > 0 });
        status.Run.DoneCount.ShouldBe(450);
        // What was counted is gathered by as many, and is the same afterwards.
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => service.Host.RunDueWork<SubscriptionsDb>())));
        await Eventually.Async(
            async () =>
            {
                await service.Host.PassBackOff<SubscriptionsDb>();
                await service.Host.RunDueWork<SubscriptionsDb>();
                return await service.Host.Read<SubscriptionsDb, bool>(async db => !await db.BillingBatches.AnyAsync());
            },
            "the steps to be gathered");
        (await service.Host.Read<SubscriptionsDb, List<long>>(db => db.BillingRuns.Select(r => r.Done).ToListAsync())).ShouldBe([450]);
        (await Runs(service).GetBillingRunAsync(new())).Run.ShouldBe(status.Run);
    }

    [Fact]
    public async Task A_quarter_of_an_hour_without_billing_parts_two_runs_and_pages_list_them_newest_first()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var before = await Runs(service).GetBillingRunAsync(new());
        (before.Run, before.State).ShouldBe((null, Wire.BillingRunState.Finished));
        await service.Host.Prepare(3);

        foreach (var month in (int[])[2, 3, 4])
        {
            service.Clock.SetUtcNow(new DateTimeOffset(2026, month, 15, 10, 0, 0, TimeSpan.Zero));
            await Until(service, s => s.LeftCount == 0 && s.Run?.DoneCount == 3 && s.Run.StartTime.ToDateTimeOffset().Month == month);
        }

        var first = await Runs(service).ListBillingRunsAsync(new Wire.ListBillingRunsRequest { PageSize = 2 });
        var second = await Runs(service).ListBillingRunsAsync(new Wire.ListBillingRunsRequest { PageSize = 2, PageToken = first.NextPageToken });
        first.BillingRuns.Concat(second.BillingRuns).Select(r => (r.StartTime.ToDateTimeOffset().Month, r.DoneCount)).ShouldBe([(4, 3), (3, 3), (2, 3)]);
        second.NextPageToken.ShouldBe("");
        (await Refused.By(Runs(service).ListBillingRunsAsync(new Wire.ListBillingRunsRequest { PageToken = "x" }))).Violations.ShouldBe(["page_token:NOT_A_TOKEN"]);
    }

    [Fact]
    public async Task Customers_may_not_look()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var customer = await service.Customer();
        var client = service.Host.Client<Wire.BillingRunService.BillingRunServiceClient>(service.Host.Tokens.Customer("subscriptions", Guid.Parse(customer.Id)));

        (await Refused.By(client.GetBillingRunAsync(new()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }

    private static Wire.BillingRunService.BillingRunServiceClient Runs(SubscriptionsUnderTest service) =>
        service.Host.Client<Wire.BillingRunService.BillingRunServiceClient>(service.Host.Tokens.Staff("subscriptions"));

    private static Wire.ParkedWorkService.ParkedWorkServiceClient Parking(SubscriptionsUnderTest service) =>
        service.Host.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(service.Host.Tokens.Staff("subscriptions"));

    private static Task<int> SetZone(SubscriptionsUnderTest service, Guid customer, string zone) => service.Host.Read<SubscriptionsDb, int>(
        db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(set => set.SetProperty(c => c.TimeZone, zone)));

    /// <summary>Lets the work run, and what failed be tried again in its time, until the run is as it should be.</summary>
    private static async Task<Wire.BillingRunStatus> Until(SubscriptionsUnderTest service, Predicate<Wire.BillingRunStatus> wanted)
    {
        var status = await Runs(service).GetBillingRunAsync(new());
        await Eventually.Async(
            async () =>
            {
                await service.Host.RunDueWork<SubscriptionsDb>();
                status = await Runs(service).GetBillingRunAsync(new());
                if (wanted(status))
                {
                    return true;
                }

                await service.Host.PassBackOff<SubscriptionsDb>();
                return false;
            },
            "the billing run to get there");
        return status;
    }
}
