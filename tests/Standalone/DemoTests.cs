using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>When the demo business is written, and when it is not.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task No_demo_stays_empty_and_a_business_of_ones_own_never_gets_it()
    {
        await using (var first = await StandaloneProcess.Start(_data.Path))
        {
            using var client = await first.SignIn();
            (await Counts.Of(client)).ShouldBe(Counts.Nothing);
            await (await Business.Open(client)).Quote("own");
            await first.Kill();
        }

        await using var second = await StandaloneProcess.Start(_data.Path, demo: true);
        using var later = await second.SignIn();
        (await Counts.Of(later)).ShouldBe(Counts.Nothing with { Plans = 1, Customers = 1, Quotations = 1 });
    }

    [Theory]
    [InlineData("outbox.before-publish:SubscriptionClosed")]
    [InlineData("inbox.after-commit:notifications-on-payment-succeeded")]
    public async Task Killed_in_the_middle_the_next_start_completes_it_without_duplicates(string moment)
    {
        await using (var first = StandaloneProcess.Launch(_data.Path, demo: true, exitAt: moment))
        {
            (await first.Exited()).ShouldBe(137, first.Output);
        }

        _data.LetLeasesEnd();
        await using var second = await StandaloneProcess.Start(_data.Path, demo: true);
        await _data.Settled();
        using var client = await second.SignIn();
        await DemoBusiness.ShouldBeWhole(client);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_ends_cleanly_and_no_demo_then_means_no_more_of_it()
    {
        await using (var first = StandaloneProcess.Launch(_data.Path, demo: true))
        {
            await Eventually.Async(() => Task.FromResult(first.HasExited || _data.Outbox("subscriptions") > 0), "the first order", TimeSpan.FromSeconds(90));
            first.Signal("INT");
            (await first.Exited(TimeSpan.FromSeconds(30))).ShouldBe(0, first.Output);
            first.Output.ShouldNotContain("Exception", Case.Sensitive, first.Output);
            first.Output.ShouldNotContain("EntityFrameworkCore", Case.Sensitive, first.Output);
        }

        Counts some;
        await using (var second = await StandaloneProcess.Start(_data.Path))
        {
            using var client = await second.SignIn();
            // What the first had begun is invoiced to its end.
            await _data.Settled();
            some = await Counts.Of(client);
            await second.Kill();
        }

        some.ShouldNotBe(DemoBusiness.Whole);
        await using var third = await StandaloneProcess.Start(_data.Path, demo: true);
        using var later = await third.SignIn();
        (await Counts.Of(later)).ShouldBe(some);
    }
}
