using Subscriptions.Orders.Runs;

namespace Subscriptions.Tests.Runs;

public sealed class BillingRunRateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_rate_is_what_was_done_until_the_last_batch_began()
    {
        var run = Run((0, 200), (1, 200), (2, 50));

        (run.Done, run.Rate).ShouldBe((450, 200d));
    }

    [Fact]
    public void One_batch_alone_tells_of_no_rate() => Run((0, 200)).Rate.ShouldBeNull();

    [Fact]
    public void A_batch_that_began_earlier_and_was_saved_later_counts_as_done_before()
    {
        var run = Run((0, 200), (4, 200), (2, 200));

        (run.Done, run.Rate, run.LastAt).ShouldBe((600, 100d, Noon.AddSeconds(4)));
    }

    [Fact]
    public void Whatever_the_order_steps_are_gathered_in_the_runs_are_the_same()
    {
        var batches = new[] { 0, 60, 15 * 60, 30 * 60 + 60, 47 * 60 }.Select(second => BillingBatch.OfDone(10, Noon.AddSeconds(second))).ToList();
        var atOnce = new List<BillingRun>();
        BillingRunTotals.Aggregate(atOnce, Enumerable.Reverse(batches));
        var oneByOne = new List<BillingRun>();
        foreach (var batch in batches)
        {
            BillingRunTotals.Aggregate(oneByOne, [batch]);
        }

        // 30:60 is more than a quarter of an hour after 15:00, and 47:00 after that.
        atOnce.Select(r => (r.CreatedAt, r.LastAt, r.Done)).ShouldBe(oneByOne.Select(r => (r.CreatedAt, r.LastAt, r.Done)));
        atOnce.Select(r => r.Done).ShouldBe([30, 10, 10]);
    }

    [Fact]
    public void What_was_given_up_is_no_progress()
    {
        var runs = new List<BillingRun>();
        BillingRunTotals.Aggregate(runs, [BillingBatch.OfDone(10, Noon), BillingBatch.OfParked(Noon.AddMinutes(10))]);

        var run = runs.ShouldHaveSingleItem();
        (run.LastAt, run.Done, run.Parked).ShouldBe((Noon, 10, 1));
    }

    private static BillingRun Run(params (int Second, int Done)[] batches)
    {
        var runs = new List<BillingRun>();
        foreach (var (second, done) in batches)
        {
            BillingRunTotals.Aggregate(runs, [BillingBatch.OfDone(done, Noon.AddSeconds(second))]);
        }

        return runs.ShouldHaveSingleItem();
    }
}
