using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>At a period's exclusive end nothing of it runs, so no close credits what was used (domain.md C15b).</summary>
public sealed class UsedPeriodTests
{
    [Theory]
    [InlineData(Wire.CloseWhen.EndOfPeriod, Wire.ClosingCredit.Full, false)]
    [InlineData(Wire.CloseWhen.EndOfPeriod, Wire.ClosingCredit.Full, true)]
    [InlineData(Wire.CloseWhen.Date, Wire.ClosingCredit.Full, true)]
    [InlineData(Wire.CloseWhen.EndOfPeriod, Wire.ClosingCredit.Prorated, true)]
    public async Task Four_periods_that_were_served_are_paid_for_however_often_the_order_is_closed_at_their_end(Wire.CloseWhen when, Wire.ClosingCredit credit, bool atOnce)
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        foreach (var end in (string[])["2026-02-28", "2026-03-28", "2026-04-28"])
        {
            var close = new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", When = when, Credit = credit, IssueCreditAtOnce = atOnce };
            var asked = new Wire.SimulateCloseRequest { Id = order.Id, When = when, Credit = credit, IssueCreditAtOnce = atOnce };
            if (when == Wire.CloseWhen.Date)
            {
                (close.CloseDate, asked.CloseDate) = (Dates.On(end), Dates.On(end));
            }

            (await world.Orders.SimulateCloseAsync(asked)).Credit.ToDecimal().ShouldBe(0);
            await world.Orders.CloseSubscriptionAsync(close);
            await world.WakeUpAt($"{end}T10:00:00Z");
            (await world.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
            await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });
        }

        await world.PassDays(4);

        (await world.Billed(order)).Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal(), i.AmountReserved.ToDecimal(), i.AmountDue.ToDecimal()))
            .ShouldBe(Enumerable.Repeat((40m, 0m, 0m, 40m), 4));
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }
}
