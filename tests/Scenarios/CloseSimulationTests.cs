using Contracts.Common.V1;
using BillingWire = Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>What is shown before a close is what the close then does, and showing it changes nothing.</summary>
public sealed class CloseSimulationTests
{
    [Theory]
    [InlineData(Wire.CloseWhen.Now, null, Wire.ClosingCredit.Prorated)]
    [InlineData(Wire.CloseWhen.Now, null, Wire.ClosingCredit.Full)]
    [InlineData(Wire.CloseWhen.Now, null, Wire.ClosingCredit.None)]
    [InlineData(Wire.CloseWhen.EndOfPeriod, null, Wire.ClosingCredit.Prorated)]
    [InlineData(Wire.CloseWhen.Date, "2026-04-10", Wire.ClosingCredit.Prorated)]
    [InlineData(Wire.CloseWhen.Date, "2026-04-10", Wire.ClosingCredit.Full)]
    public async Task What_is_shown_is_what_happens(Wire.CloseWhen when, string? day, Wire.ClosingCredit credit)
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-07T10:00:00Z");
        var before = await world.Read(order);
        var date = day is null ? null : Date.From(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        var shown = await world.Orders.SimulateCloseAsync(new Wire.SimulateCloseRequest { Id = order.Id, When = when, CloseDate = date, Credit = credit });
        (await world.Read(order)).ShouldBe(before);
        var invoicesBefore = (await world.InvoicesOf(order)).Count;

        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", When = when, CloseDate = date, Credit = credit, IssueCreditAtOnce = true });
        await world.WakeUpAt("2026-05-08T10:00:00Z");

        var closed = await world.Read(order);
        closed.Stage.ShouldBe(Wire.Stage.Churned);
        shown.EndDate.ShouldBe(closed.Closing.EndDate);
        shown.CloseTime.ShouldBe(closed.Closing.CloseTime);
        shown.LastDay.ToDateOnly().ShouldBe(closed.Closing.EndDate.ToDateOnly()!.Value.AddDays(-1));
        var invoices = (await world.InvoicesOf(order)).OrderBy(i => i.PeriodStart.ToDateOnly()).ToList();
        shown.Periods.Select(p => (p.Start, p.End, p.Amount)).ShouldBe(invoices.Skip(invoicesBefore).Select(i => (i.PeriodStart, i.PeriodEnd, i.Total)));
        var notes = (await world.Invoices.ListCreditNotesAsync(new BillingWire.ListCreditNotesRequest { SubscriptionId = order.Id })).CreditNotes;
        shown.Credit.ToDecimal().ShouldBe(notes.Sum(n => n.Total.ToDecimal()));
        shown.Arithmetic.ShouldBe(notes.SelectMany(n => n.Lines).Select(l => l.Arithmetic).Where(a => a.Length > 0));
        shown.MrrChange.ToDecimal().ShouldBe(-40m);
        var mails = (await world.MailsOf(order, "close_scheduled")).Count + (await world.MailsOf(order, "subscription_closed")).Count;
        shown.Mails.Count.ShouldBe(mails);
        if (when == Wire.CloseWhen.Now)
        {
            shown.AmountDue.ToDecimal().ShouldBe(invoices.Sum(i => i.AmountDue.ToDecimal()));
        }
    }

    [Fact]
    public async Task It_is_refused_as_the_close_is()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var quotation = await world.Quote();
        var order = await world.Subscribe("bob");
        await world.Close(order);

        (await Refused.By(world.Orders.SimulateCloseAsync(new Wire.SimulateCloseRequest { Id = quotation.Id }))).Reason.ShouldBe("NOT_CONFIRMED");
        (await Refused.By(world.Orders.SimulateCloseAsync(new Wire.SimulateCloseRequest { Id = order.Id }))).Reason.ShouldBe("ALREADY_CLOSED");
        (await Refused.By(world.Portal(quotation).SimulateCloseAsync(new Wire.SimulatePortalCloseRequest { Id = order.Id }))).Status
            .ShouldBe(Grpc.Core.StatusCode.NotFound);
    }

    [Fact]
    public async Task Customers_see_it_too()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();

        var shown = await world.Portal(order).SimulateCloseAsync(new Wire.SimulatePortalCloseRequest { Id = order.Id, When = Wire.CloseWhen.EndOfPeriod });

        shown.LastDay.ToDateOnly().ShouldBe(new DateOnly(2026, 2, 27));
        shown.Credit.ToDecimal().ShouldBe(0);
    }
}
