using Billing.Invoices;
using Billing.Numbering;
using Billing.Subscriptions.Closing;
using Billing.Taxes;
using Contracts.Conversions;
using FsCheck;
using FsCheck.Fluent;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>What holds for every closing credit, whatever the price, the period and the day.</summary>
public sealed class ClosingCreditProperties
{
    private static readonly Gen<Case> Cases =
        from currency in Gen.Elements("EUR", "VND", "KWD", "JPY")
        from units in Gen.Choose(0, 50_000_000)
        from quantity in Gen.Choose(1, 40)
        from days in Gen.Choose(1, 400)
        from offset in Gen.Choose(-10, 410)
        select new Case(currency, units / (decimal)Math.Pow(10, Currencies.Digits(currency)), quantity, days, offset);

    [Fact]
    public void Credited_and_kept_add_up_to_the_whole_and_neither_is_negative() => Check(c =>
    {
        var (line, credited) = Credit(c, ClosingCredit.Prorated);
        var kept = line.Amount - credited;
        return credited >= 0 && kept >= 0 && credited + kept == line.Amount;
    });

    [Fact]
    public void A_credit_has_no_more_digits_than_its_currency() => Check(c =>
    {
        var (_, credited) = Credit(c, ClosingCredit.Prorated);
        return Currencies.Round(credited, c.Currency) == credited && (c.Currency != "VND" || credited == decimal.Truncate(credited));
    });

    [Fact]
    public void A_credit_is_within_half_a_digit_of_the_exact_share() => Check(c =>
    {
        var (line, credited) = Credit(c, ClosingCredit.Prorated);
        var exact = line.Amount * Math.Clamp(c.Days - c.EndOffset, 0, c.Days) / c.Days;
        return Math.Abs(exact - credited) <= 0.5m * (decimal)Math.Pow(10, -Currencies.Digits(c.Currency));
    });

    [Fact]
    public void Closing_a_day_later_never_gives_back_more() => Check(c =>
        Credit(c with { EndOffset = c.EndOffset + 1 }, ClosingCredit.Prorated).Credited <= Credit(c, ClosingCredit.Prorated).Credited);

    [Fact]
    public void Nothing_is_given_back_from_the_end_on_and_everything_at_the_start() => Check(c =>
        Credit(c with { EndOffset = c.Days }, ClosingCredit.Prorated).Credited == 0
        && Credit(c with { EndOffset = 0 }, ClosingCredit.Prorated) is var (line, all) && all == line.Amount);

    [Fact]
    public void A_full_credit_is_the_line_until_the_period_is_over_and_none_is_nothing() => Check(c =>
        Credit(c, ClosingCredit.Full) is var (line, all) && all == (c.EndOffset < c.Days ? line.Amount : 0) && Credit(c, ClosingCredit.None).Credited == 0);

    [Theory]
    [InlineData("EUR", 40, "2026-01-01", "2026-02-01", "2026-01-22", "12.90", "10 of 31 days x 40.00")]
    [InlineData("EUR", 40, "2026-02-01", "2026-03-01", "2026-02-28", "1.43", "1 of 28 days x 40.00")]
    [InlineData("VND", 500000, "2026-01-01", "2026-02-01", "2026-01-22", "161290", "10 of 31 days x 500000")]
    [InlineData("EUR", 2000, "2024-02-29", "2025-02-28", "2024-03-01", "1994.52", "364 of 365 days x 2000.00")]
    public void Examples(string currency, int price, string start, string end, string close, string credited, string arithmetic)
    {
        var invoice = Invoice.Draft(PeriodStarted(start: start, end: end, currency: currency, lines: [Line(price)]), Morning);

        var line = Lines(invoice, ClosingCredit.Prorated, Day(close)).ShouldHaveSingleItem();

        line.Amount.ShouldBe(decimal.Parse(credited, System.Globalization.CultureInfo.InvariantCulture));
        line.Arithmetic.ShouldBe(arithmetic);
    }

    [Fact]
    public void What_was_credited_before_is_not_credited_again()
    {
        var invoice = Invoice.Draft(PeriodStarted(lines: [Line(40)]), Morning);
        invoice.Finalise(new IssueNumber("INV/2026/00001", Day("2026-01-15")), Day("2026-01-29"), TaxTable.Empty, Staff, Morning);
        invoice.Credit([(1, 30m)], Morning);

        Lines(invoice, ClosingCredit.Full, Day("2026-01-15")).Single().Amount.ShouldBe(10);
        Should.Throw<InvalidOperationException>(() => invoice.Credit([(1, 10.01m)], Morning));
    }

    private static (InvoiceLine Line, decimal Credited) Credit(Case c, string credit)
    {
        var start = Day("2026-01-15");
        var e = PeriodStarted(currency: c.Currency, lines: [Line(c.Price, c.Quantity)]) with { PeriodStart = start, PeriodEnd = start.AddDays(c.Days), FullPeriodDays = c.Days };
        var invoice = Invoice.Draft(e, Morning);
        return (invoice.Lines[0], Lines(invoice, credit, start.AddDays(c.EndOffset)).Sum(l => l.Amount));
    }

    private static IReadOnlyList<CreditNoteLine> Lines(Invoice invoice, string credit, DateOnly endDate) =>
        ClosingCredit.Of([Final(invoice)], credit, endDate, invoice.PeriodStart, invoice.PeriodEnd).SingleOrDefault().Lines ?? [];

    private static Invoice Final(Invoice invoice)
    {
        if (invoice.State == InvoiceState.Draft)
        {
            invoice.Finalise(new IssueNumber("INV/2026/00001", Day("2026-01-15")), Day("2026-01-29"), TaxTable.Empty, Staff, Morning);
        }

        return invoice;
    }

    private static void Check(Func<Case, bool> property) =>
        FsCheck.Fluent.Prop.ForAll(Cases.ToArbitrary(), property).QuickCheckThrowOnFailure();

    /// <param name="EndOffset">Days from the period's start to the end date; may lie outside the period.</param>
    private sealed record Case(string Currency, decimal Price, int Quantity, int Days, int EndOffset);
}
