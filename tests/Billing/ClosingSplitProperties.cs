using Billing.Credits.CreditNotes;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Subscriptions.Closing;
using Billing.Taxes;
using FsCheck;
using FsCheck.Fluent;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>Settlement of what a close credits, however the invoice was paid.</summary>
public sealed class ClosingSplitProperties
{
    private static readonly Gen<Case> Cases =
        from cents in Gen.Choose(1, 100_000)
        from byCredit in Gen.Choose(0, 100)
        from byHand in Gen.Choose(0, 100)
        from byCard in Gen.Choose(0, 100)
        from day in Gen.Choose(0, 31)
        select new Case(cents / 100m, byCredit, byHand, byCard, day);

    [Fact]
    public void The_parts_add_up_and_only_what_a_card_paid_goes_back_to_it() => Check((invoice, lines, _) =>
    {
        var byCard = invoice.Payments.Where(p => p.Method == PaymentMethod.Card).Sum(p => p.Amount);
        var due = invoice.AmountDue;
        var split = ClosingSplit.Of(invoice, lines, refunds: true, Morning);
        return split.Refund + split.AccountCredit + split.NoLongerDue == lines.Sum(l => l.Amount)
            && split.Refund >= 0 && split.AccountCredit >= 0 && split.NoLongerDue >= 0
            && split.Refund <= byCard && split.NoLongerDue <= due;
    });

    /// <summary>Nothing becomes account credit before everything that the cards paid has gone back, as far as it is refunded at all.</summary>
    [Fact]
    public void The_card_comes_first() => Check((invoice, lines, _) =>
    {
        var byCard = invoice.Payments.Where(p => p.Method == PaymentMethod.Card).Sum(p => p.Amount);
        var split = ClosingSplit.Of(invoice, lines, refunds: true, Morning);
        return split.AccountCredit == 0 || split.Refund == byCard;
    });

    [Fact]
    public void Without_a_refund_the_same_becomes_account_credit() => Check((invoice, lines, c) =>
    {
        var (other, otherLines) = Build(c);
        var refunded = ClosingSplit.Of(invoice, lines, refunds: true, Morning);
        var kept = ClosingSplit.Of(other, otherLines, refunds: false, Morning);
        return kept == new ClosingSplit(0, refunded.Refund + refunded.AccountCredit, refunded.NoLongerDue);
    });

    private static void Check(Func<Invoice, IReadOnlyList<CreditNoteLine>, Case, bool> property) => FsCheck.Fluent.Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var (invoice, lines) = Build(c);
        return property(invoice, lines, c);
    }).QuickCheckThrowOnFailure();

    private static (Invoice Invoice, IReadOnlyList<CreditNoteLine> Lines) Build(Case c)
    {
        var invoice = Invoice.Draft(PeriodStarted(lines: [Line(c.Price)]), Morning);
        invoice.Finalise(new IssueNumber("INV/2026/00001", Day("2026-01-15")), Day("2026-01-29"), TaxTable.Empty, Staff, Morning);
        var credit = Part(invoice, c.ByCredit);
        if (credit > 0)
        {
            invoice.ApplyAccountCredit(credit, Morning);
        }

        Pay(PaymentMethod.Cash, c.ByHand);
        Pay(PaymentMethod.Card, c.ByCard);
        return (invoice, ClosingCredit.OfDays(invoice, invoice.UnusedDays(Day("2026-01-15").AddDays(c.Day))));

        void Pay(PaymentMethod method, int percent)
        {
            if (invoice.State == InvoiceState.Open && Part(invoice, percent) is > 0 and var amount)
            {
                invoice.RegisterPayment(amount, method, "", Day("2026-01-15"), Staff, Morning);
            }
        }
    }

    private static decimal Part(Invoice invoice, int percent) => decimal.Round(invoice.AmountDue * percent / 100, 2);

    /// <param name="ByCredit">Percent of what is due that account credit pays, then of the rest by hand, then of the rest by card.</param>
    /// <param name="Day">Of the period, on which service ends.</param>
    private sealed record Case(decimal Price, int ByCredit, int ByHand, int ByCard, int Day);
}
