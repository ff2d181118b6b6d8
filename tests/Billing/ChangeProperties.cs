using Billing.Invoices;
using Billing.Numbering;
using Billing.Subscriptions.Closing;
using Billing.Taxes;
using Contracts.Conversions;
using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>What holds for the invoices of a period in which plan and quantity change again and again.</summary>
public sealed class ChangeProperties
{
    private static readonly Gen<Case> Cases =
        from currency in Gen.Elements("EUR", "VND", "KWD")
        from days in Gen.Choose(1, 366)
        from prices in Gen.ArrayOf(Gen.Choose(0, 5_000_000), 6)
        from offsets in Gen.ArrayOf(Gen.Choose(0, 365), 5)
        select new Case(currency, days, [.. prices.Select(p => p / (decimal)Math.Pow(10, Currencies.Digits(currency)))], [.. offsets.Select(o => o % days).Order()]);

    [Fact]
    public void Invoices_less_credit_notes_are_the_daily_prices_but_for_one_unit_per_line() =>
        Prop.ForAll(Cases.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool Holds(Case c)
    {
        var start = Day("2026-01-15");
        var end = start.AddDays(c.Days);
        var invoice = Final(Invoice.Draft(PeriodStarted(currency: c.Currency, lines: [Line(c.Prices[0])]) with { PeriodStart = start, PeriodEnd = end, FullPeriodDays = c.Days }, Morning));
        List<Invoice> invoices = [invoice];
        var exact = 0m;
        var since = 0;
        foreach (var (offset, i) in c.Offsets.Select((offset, i) => (offset, i)))
        {
            exact += c.Prices[i] * (offset - since) / c.Days;
            since = offset;
            var day = start.AddDays(offset);
            var credited = ClosingCredit.OfDays(invoice, invoice.UnusedDays(day));
            invoice.ReleaseDays(day, Guid.CreateVersion7(), Morning);
            invoice.Credit(credited.Select(l => (l.Position, l.Amount)), Morning);
            invoice = Final(Invoice.DraftOfChange(Changed(), Rest(c, c.Prices[i + 1], start, day, end), Morning));
            invoices.Add(invoice);
        }

        exact += c.Prices[^1] * (c.Days - since) / c.Days;
        var unit = (decimal)Math.Pow(10, -Currencies.Digits(c.Currency));
        var kept = invoices.Sum(i => i.Total - i.AmountCredited);
        return invoices.All(i => i.AmountCredited >= 0 && i.AmountCredited <= i.Total) && Math.Abs(kept - exact) <= unit * invoices.Count;
    }

    private static ChangeProration Rest(Case c, decimal price, DateOnly start, DateOnly day, DateOnly end) =>
        new(Guid.CreateVersion7(), start, day, end, c.Days, c.Currency, [Line(price)], null);

    private static SubscriptionChanged Changed()
    {
        var order = Order();
        var terms = new EventPlanTerms(order.Name, 1, new EventMoney("EUR", 40), new EventInterval("month", 1, "gregorian"), null);
        return new SubscriptionChanged(Guid.CreateVersion7(), order.Id, Staff, Morning, order, Customer(), terms, terms, null);
    }

    private static Invoice Final(Invoice invoice)
    {
        invoice.Finalise(new IssueNumber("INV/2026/00001", Day("2026-01-15")), Day("2026-01-29"), TaxTable.Empty, Staff, Morning);
        return invoice;
    }

    private sealed record Case(string Currency, int Days, decimal[] Prices, int[] Offsets)
    {
        public override string ToString() => $"{Currency}, {Days} days, {string.Join(' ', Prices)}, on {string.Join(' ', Offsets)}";
    }
}
