using Billing.Accounts;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using static Testing.SomeEvents;
using static Testing.SomePasses;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Passes;

public sealed class WithdrawPassOnSqlite(PassesOnSqlite house) : WithdrawPassTests(house.Billing), IClassFixture<PassesOnSqlite>;

public sealed class WithdrawPassOnPostgres(PassesOnPostgres house) : WithdrawPassTests(house.Billing), IClassFixture<PassesOnPostgres>;

/// <summary>What was not used of a pass that is taken back is credited on its invoice.</summary>
public abstract class WithdrawPassTests(BillingUnderTest billing)
{
    [Fact]
    public async Task Unused_classes_are_credited_with_their_tax_and_arithmetic()
    {
        var sold = PassSold(payment: "desk cash", taxCode: "vat");
        await billing.Deliver(sold);

        var withdrawn = PassWithdrawn(sold, unused: 5, credit: 200);
        await billing.Deliver(withdrawn);
        await billing.ForgetInbox();
        await billing.Deliver(withdrawn);

        var note = (await Invoice(sold)).CreditNotes.ShouldHaveSingleItem();
        (note.Total, note.Reason, note.Lines.Single().Amount, note.Lines.Single().Arithmetic, note.Lines.Single().Cap)
            .ShouldBe((Money.From(244, "EUR"), "", Money.From(200, "EUR"), "5 of 8 classes x 320.00", null));
        (await billing.CreditOf(sold.Customer.Id)).ShouldBe(244);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_was_paid_by_card_goes_back_to_the_card_where_a_refund_was_chosen()
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);
        var sold = PassSold(customer: ada, payment: "card_on_file");
        await billing.Deliver(sold);
        await billing.Charged((await Invoice(sold)).Id);

        await billing.Deliver(PassWithdrawn(sold, unused: 2, credit: 80, settlement: "refund"));
        await billing.Service.RunDueWork();

        var refunded = await Eventually.Async(() => Invoice(sold), i => i.Refunds.Count > 0 && i.Refunds.All(r => r.State == Wire.RefundState.Succeeded), "the refund to succeed");
        (refunded.Refunds.Single().Amount, refunded.Refunds.Single().Reason).ShouldBe((Money.From(80, "EUR"), ""), "what staff wrote stays with the pass");
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_charge_that_was_under_way_goes_back_too()
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.TimesOutAndSucceeds);
        var sold = PassSold(customer: ada, payment: "card_on_file");
        await billing.Deliver(sold);
        var invoice = await billing.Charged((await Invoice(sold)).Id);
        invoice.Attempts.ShouldHaveSingleItem().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);

        await billing.Deliver(PassWithdrawn(sold, unused: 5, credit: 200, settlement: "refund"));
        billing.Clock.Advance(TimeSpan.FromSeconds(10));
        await billing.Service.RunDueWork();
        await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);
        await billing.Service.RunDueWork();

        var refunded = await Eventually.Async(() => Invoice(sold), i => i.Refunds.Count > 0 && i.Refunds.All(r => r.State == Wire.RefundState.Succeeded), "the refund to succeed");
        refunded.Refunds.Single().Amount.ShouldBe(Money.From(200, "EUR"));
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_not_paid_is_no_longer_due()
    {
        var sold = PassSold(awaitsPayment: true);
        await billing.Deliver(sold);

        await billing.Deliver(PassWithdrawn(sold, unused: 8, credit: 320));

        var invoice = await Invoice(sold);
        (invoice.AmountDue, invoice.AmountCredited).ShouldBe((Money.From(0, "EUR"), Money.From(320, "EUR")));
        (await billing.Service.Raised<InvoicePaid>()).ShouldNotContain(e => e.Source!.Id == sold.AggregateId);
        (await billing.CreditOf(sold.Customer.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task An_earlier_credit_note_caps_it_and_the_note_says_so()
    {
        var sold = PassSold(payment: "desk cash");
        await billing.Deliver(sold);
        await billing.Credit(await Invoice(sold), 250);

        await billing.Deliver(PassWithdrawn(sold, unused: 5, credit: 200));

        var note = (await Invoice(sold)).CreditNotes[^1];
        (note.Total, note.Lines.Single().Cap.Computed).ShouldBe((Money.From(70, "EUR"), Money.From(200, "EUR")));
        (await billing.CreditOf(sold.Customer.Id)).ShouldBe(320);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_withdrawal_that_arrives_before_its_sale_waits_for_it()
    {
        var sold = PassSold(payment: "desk cash");
        await billing.Deliver(PassWithdrawn(sold, unused: 5, credit: 200));
        (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { PassId = sold.AggregateId.ToString() })).Invoices.ShouldBeEmpty();

        await billing.Deliver(sold);

        (await Invoice(sold)).CreditNotes.ShouldHaveSingleItem().Total.ShouldBe(Money.From(200, "EUR"));
        (await billing.CreditOf(sold.Customer.Id)).ShouldBe(200);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task Nothing_is_given_back_where_nothing_was_left_or_paid_for()
    {
        var free = PassSold(payment: "none", discount: 320, percent: 100);
        await billing.Deliver(free);

        await billing.Deliver(PassWithdrawn(free, unused: 8, credit: 0));

        (await Invoice(free)).CreditNotes.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_self_check_finds_a_pass_whose_invoice_is_missing_or_of_another_price()
    {
        var (dear, lost) = (PassSold(Pass("P00091")), PassSold(Pass("P00092")));
        await billing.Deliver(dear);
        await billing.Deliver(lost);
        await billing.Service.Read(db => db.SoldPasses.Where(p => p.Id == dear.AggregateId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Price, 300)));
        await billing.Service.Read(db => db.SoldPasses.Where(p => p.Id == lost.AggregateId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Billing, PassBilling.Awaited)));
        billing.Clock.Advance(TimeSpan.FromHours(2));

        var findings = (await billing.SelfCheck.GetSelfCheckAsync(new())).Findings;

        findings.Select(f => (f.Rule, f.ItemNumber)).ShouldBe([("PASS_INVOICE", "P00091"), ("PASS_NOT_BILLED", "P00092")]);
        // The house is shared.
        await billing.Service.Read(db => db.SoldPasses.Where(p => p.Id == dear.AggregateId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Price, 320)));
        await billing.Service.Read(db => db.SoldPasses.Where(p => p.Id == lost.AggregateId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Billing, PassBilling.Billed)));
    }

    [Fact]
    public async Task Nothing_waits_for_a_sale_that_staff_discard()
    {
        var sold = PassSold(Pass("P00093"), taxCode: "luxury");
        var parking = billing.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(billing.Service.Tokens.Staff("billing"));
        await billing.Service.Publish(sold);
        await Eventually.Async(() => billing.Service.Read(db => db.ParkedMessages.AnyAsync(m => m.EventId == sold.EventId)), "the sale to be parked");
        await billing.Deliver(PassWithdrawn(sold, unused: 8, credit: 320));

        var parked = (await parking.ListParkedWorkAsync(new())).ParkedWork.Single(p => p.ItemId == sold.EventId.ToString());
        await parking.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = parked.Id, Reason = "A mistake" });
        billing.Clock.Advance(TimeSpan.FromHours(2));

        await billing.FindsNothing();
        (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { PassId = sold.AggregateId.ToString() })).Invoices.ShouldBeEmpty();
    }

    private async Task<Wire.Invoice> Invoice(PassSold sold) =>
        (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { PassId = sold.AggregateId.ToString() })).Invoices.ShouldHaveSingleItem();
}
