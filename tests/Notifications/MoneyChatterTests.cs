using Contracts.Events;
using Contracts.Notifications.V1;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>What becomes of invoices stands in the chatter of the order that they are about.</summary>
public sealed class MoneyChatterTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task Account_credit_is_entered_where_an_invoice_is_about_the_order()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();
        foreach (var (reason, amount, minute) in new[] { ("credit_note", 12.90m, 1), ("applied", -10m, 2), ("invoice_voided", 10m, 3), ("refunded", -5m, 4), ("refund_failed", 5m, 5) })
        {
            await notifications.Deliver(Changed(order, customer, reason, amount, minute));
        }

        await notifications.Deliver(Changed(null, customer, "given", 7, 6));

        (await notifications.EntriesOfEvents(order)).Select(e => (e.Kind, e.VisibleToCustomer, e.Reference, e.Amount.ToDecimal())).ShouldBe(
        [
            (ChatterKind.AccountCreditReturned, true, "INV/2026/00001", 10m),
            (ChatterKind.AccountCreditApplied, true, "INV/2026/00001", 10m),
            (ChatterKind.AccountCreditAdded, true, "INV/2026/00001", 12.90m),
        ]);
    }

    [Fact]
    public async Task Refunds_and_the_ends_of_invoices_are_entered_with_their_reason()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();
        var money = new EventMoney("EUR", 40);
        await notifications.Deliver(new PaymentRefunded(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(1), InvoiceSubject("INV/2026/00001"), order, customer, money, "card", "sandbox:1", "As agreed"));
        await notifications.Deliver(new RefundFailed(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(2), InvoiceSubject("INV/2026/00001"), order, customer, money, "As agreed"));
        await notifications.Deliver(new InvoiceVoided(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(3), InvoiceSubject("INV/2026/00002"), order, customer, money, "Billed twice"));
        await notifications.Deliver(new InvoiceMarkedUncollectible(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(4), InvoiceSubject("INV/2026/00003"), order, customer, money, "Gone abroad"));

        (await notifications.EntriesOfEvents(order)).Select(e => (e.Kind, e.VisibleToCustomer, e.Reference, e.Text)).ShouldBe(
        [
            (ChatterKind.InvoiceUncollectible, false, "INV/2026/00003", "Gone abroad"),
            (ChatterKind.InvoiceVoided, true, "INV/2026/00002", "Billed twice"),
            (ChatterKind.RefundFailed, true, "INV/2026/00001", "As agreed"),
            (ChatterKind.PaymentRefunded, true, "INV/2026/00001", "As agreed"),
        ]);
    }

    [Fact]
    public async Task A_payment_that_was_taken_back_is_entered_without_what_staff_wrote()
    {
        var notifications = shared.Service;
        var (order, customer, money, about) = (Order(), Customer(), new EventMoney("EUR", 40), InvoiceSubject("INV/2026/00001"));
        await notifications.Deliver(new PaymentReversed(
            Guid.CreateVersion7(), about.Id, Staff, Morning.AddMinutes(1), about, order, customer, money, money, "chargeback", "card", Day("2026-01-15"), "dp_1", "Calls it fraud", null));
        await notifications.Deliver(new PaymentRestored(
            Guid.CreateVersion7(), about.Id, Staff, Morning.AddMinutes(2), about, order, customer, money, "chargeback", "dp_1", "Was no fraud", true, null));

        (await notifications.EntriesOfEvents(order)).Select(e => (e.Kind, e.VisibleToCustomer, e.Reference, e.Text, e.Amount.ToDecimal())).ShouldBe(
        [
            (ChatterKind.PaymentRestored, true, "INV/2026/00001", "chargeback", 40m),
            (ChatterKind.PaymentReversed, true, "INV/2026/00001", "chargeback", 40m),
        ]);
    }

    [Fact]
    public async Task An_invoice_that_is_about_no_order_stands_in_the_chatter_of_none()
    {
        var notifications = shared.Service;
        var invoice = InvoiceSubject();

        await notifications.Deliver(new InvoiceIssued(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, invoice, null, Customer(), new EventMoney("EUR", 40), null, null, Day("2026-01-29")));

        (await notifications.EntriesOf(invoice)).ShouldBeEmpty();
    }

    private static AccountCreditChanged Changed(Subject? order, EventCustomer customer, string reason, decimal amount, int minute) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(minute), order is null ? Subject.Customer(customer) : InvoiceSubject(), order, customer, reason, new EventMoney("EUR", amount), new EventMoney("EUR", 20));
}
