using Contracts.Common.V1;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;

namespace Scenarios.Tests;

/// <summary>Money that a customer has in hand, over the months (domain.md "Account credit").</summary>
public sealed class AccountCreditTests
{
    [Fact]
    public async Task Credit_that_staff_give_pays_month_after_month_until_it_is_used_up()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var quotation = await world.Quote();
        await world.Settle();
        // Before anything was billed: Billing has heard of the customer all the same.
        await world.Credits.GiveAccountCreditAsync(
            new BillingWire.GiveAccountCreditRequest { CustomerId = quotation.CustomerId, Amount = Money.From(100, "EUR"), Reason = "Welcome" });
        var order = await world.Orders.ConfirmSubscriptionAsync(new Contracts.Subscriptions.V1.ConfirmSubscriptionRequest { Id = quotation.Id });

        await world.WakeUpAt("2026-04-30T10:00:00Z");

        (await world.InvoicesOf(order)).OrderBy(i => i.Number, StringComparer.Ordinal)
            .Select(i => (i.AccountCreditApplied.ToDecimal(), i.AmountDue.ToDecimal(), i.State)).ShouldBe(
            [(40m, 0m, BillingWire.InvoiceState.Paid), (40m, 0m, BillingWire.InvoiceState.Paid), (20m, 20m, BillingWire.InvoiceState.Open), (0m, 40m, BillingWire.InvoiceState.Open)]);
        (await Balance(world, order.CustomerId)).ShouldBe(0);
        (await world.ChatterOf(order)).Count(e => e.Kind == Kind.AccountCreditApplied).ShouldBe(3);
    }

    [Fact]
    public async Task What_a_close_gives_back_of_a_paid_period_is_refunded_and_the_chatter_tells_it_all()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        var invoice = (await world.InvoicesOf(order)).Single();
        await world.Invoices.RegisterPaymentAsync(new BillingWire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = BillingWire.PaymentMethod.BankTransfer });
        await world.WakeUpAt("2026-02-14T10:00:00Z");
        await world.Orders.CloseSubscriptionAsync(new Contracts.Subscriptions.V1.CloseSubscriptionRequest
        {
            Id = order.Id, ReasonText = "Moved", Credit = Contracts.Subscriptions.V1.ClosingCredit.Prorated, IssueCreditAtOnce = true,
        });

        var credited = (await world.InvoicesOf(order)).Single();
        // 14 of 28 days.
        (await Balance(world, order.CustomerId)).ShouldBe(20);
        await world.Invoices.RefundPaymentAsync(new BillingWire.RefundPaymentRequest
        {
            InvoiceId = invoice.Id, PaymentId = credited.Payments.Single().Id, Amount = Money.From(20, "EUR"), Reason = "To the bank",
        });

        (await world.InvoicesOf(order)).Single().Refunds.ShouldHaveSingleItem().State.ShouldBe(BillingWire.RefundState.Succeeded);
        (await Balance(world, order.CustomerId)).ShouldBe(0);
        (await world.ChatterOf(order)).Select(e => e.Kind).Where(k => k is Kind.PaymentRefunded or Kind.AccountCreditAdded or Kind.CreditNoteIssued)
            .ShouldBe([Kind.PaymentRefunded, Kind.AccountCreditAdded, Kind.CreditNoteIssued], ignoreOrder: true);
    }

    private static async Task<decimal> Balance(World world, string customer) =>
        (await world.Credits.GetAccountCreditAsync(new BillingWire.GetAccountCreditRequest { CustomerId = customer })).Balances.SingleOrDefault()?.ToDecimal() ?? 0;
}
