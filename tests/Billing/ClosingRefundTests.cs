using Billing.Payments.Providers.Sandbox;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>A close whose settlement is a refund: what was paid by card goes back to the card, the rest becomes account credit.</summary>
public sealed class ClosingRefundTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_was_paid_by_card_goes_back_to_the_card_once(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var start = PeriodStarted();
        var invoice = await Charged(billing, start, TestCards.Good);
        var close = Refunding(start, "prorated", "2026-02-05");

        await billing.Deliver(close);
        await billing.ForgetInbox();
        await billing.Deliver(close);
        var refunded = await Settled(billing, invoice.Id);

        var refund = refunded.Refunds.ShouldHaveSingleItem();
        (refund.Amount, refund.Method, refund.Reason).ShouldBe((Money.From(12.90m, "EUR"), Wire.PaymentMethod.Card, ""));
        (await BankRefunds(billing)).ShouldHaveSingleItem().Amount.ShouldBe(12.90m);
        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Total.ShouldBe(Money.From(12.90m, "EUR"));
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(0);
        (await billing.EntriesOf(start.Customer.Id)).Select(e => e.Reason).ShouldBe([Wire.AccountCreditReason.Refunded, Wire.AccountCreditReason.CreditNote]);
        var reported = (await billing.Service.Raised<PaymentRefunded>()).ShouldHaveSingleItem();
        (reported.Amount, reported.Actor).ShouldBe((new EventMoney("EUR", 12.90m), close.Actor));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_was_paid_by_hand_becomes_account_credit()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);
        await billing.Pay(invoice, 40);

        await billing.Deliver(Refunding(start, "full"));

        (await billing.Invoice(invoice.Id)).Refunds.ShouldBeEmpty();
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(40);
    }

    [Fact]
    public async Task What_account_credit_had_paid_becomes_account_credit_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.Give(ada.Id, 15);
        var start = PeriodStarted(customer: ada);
        var invoice = await Charged(billing, start, TestCards.Good);
        invoice.Payments.Single().Amount.ShouldBe(Money.From(25, "EUR"));

        await billing.Deliver(Refunding(start, "full"));
        await Settled(billing, invoice.Id);

        (await BankRefunds(billing)).ShouldHaveSingleItem().Amount.ShouldBe(25);
        (await billing.CreditOf(ada.Id)).ShouldBe(15);
    }

    [Fact]
    public async Task What_was_not_paid_is_no_longer_due_and_nothing_goes_back()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);

        await billing.Deliver(Refunding(start, "full"));

        var after = await billing.Invoice(invoice.Id);
        (after.AmountDue.ToDecimal(), after.Refunds.Count).ShouldBe((0m, 0));
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_goes_back_to_the_card_when_account_credit_was_chosen()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await Charged(billing, start, TestCards.Good);

        await billing.Deliver(Refunding(start, "full") with { Settlement = "account_credit" });

        (await billing.Invoice(invoice.Id)).Refunds.ShouldBeEmpty();
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(40);
    }

    [Fact]
    public async Task A_charge_that_was_under_way_at_the_close_goes_back_too()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await Charged(billing, start, TestCards.TimesOutAndSucceeds);
        invoice.Attempts.ShouldHaveSingleItem().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);

        await billing.Deliver(Refunding(start, "prorated", "2026-02-05"));
        billing.Clock.Advance(TimeSpan.FromSeconds(10));
        await billing.Service.RunDueWork();
        await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);
        await Settled(billing, invoice.Id);

        // 40 came in, 27.10 of it is owed.
        (await BankRefunds(billing)).ShouldHaveSingleItem().Amount.ShouldBe(12.90m);
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_refund_that_fails_is_account_credit_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await Charged(billing, start, TestCards.RefundFails);

        await billing.Deliver(Refunding(start, "full"));
        await Settled(billing, invoice.Id, Wire.RefundState.Failed);

        (await billing.CreditOf(start.Customer.Id)).ShouldBe(40);
    }

    private static SubscriptionClosed Refunding(PeriodStarted start, string credit, string end = "2026-01-25") =>
        Closed(start.Subject, start.Customer, end, credit) with { Settlement = "refund" };

    private static async Task<Wire.Invoice> Charged(BillingUnderTest billing, PeriodStarted start, string card)
    {
        await billing.AddCard(start.Customer.Id, card);
        return await billing.Charged((await billing.Bill(start)).Id);
    }

    private static async Task<Wire.Invoice> Settled(BillingUnderTest billing, string invoice, Wire.RefundState state = Wire.RefundState.Succeeded)
    {
        await billing.Service.RunDueWork();
        return await Eventually.Async(() => billing.Invoice(invoice), i => i.Refunds.Count > 0 && i.Refunds.All(r => r.State == state), $"the refund to be {state}");
    }

    private static Task<List<SandboxRefund>> BankRefunds(BillingUnderTest billing) =>
        billing.Service.Read(db => db.Set<SandboxRefund>().AsNoTracking().ToListAsync());
}
