using System.Net;
using Billing.Payments.Providers.Stripe.Webhooks;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using Testing.Stripe;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

/// <summary>Disputed money that the bank takes back at Stripe, and gives again, is written down by itself; in whatever order it is told, and however often.</summary>
public sealed class StripeDisputeTests : IAsyncLifetime
{
    private StripeWorld world = null!;

    public async Task InitializeAsync() => world = await StripeWorld.Start();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Money_that_is_taken_back_reverses_the_payment_once_and_money_that_comes_again_restores_it()
    {
        var invoice = (await world.Charged()).Invoice;
        var dispute = world.Stripe.Dispute(IntentOf(invoice));
        world.Stripe.WithdrawDisputed(dispute);

        await Acted("charge.dispute.funds_withdrawn", "charge.dispute.funds_withdrawn");
        var due = await world.Billing.Invoice(invoice.Id);
        (due.State, due.AmountDue.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 40m));
        var reversal = due.Reversals.ShouldHaveSingleItem();
        (reversal.Kind, reversal.Reference, reversal.Reason, reversal.Amount).ShouldBe((Wire.PaymentReversalKind.Chargeback, dispute, "fraudulent", Money.From(40, "EUR")));

        world.Stripe.ReinstateDisputed(dispute);
        // The first is told once more, after it is over.
        await Acted("charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn");

        var paid = await world.Billing.Invoice(invoice.Id);
        (paid.State, paid.AmountPaid.ToDecimal(), paid.Reversals.ShouldHaveSingleItem().AmountRestored.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 40m, 40m));
        await world.Billing.FindsNothing();
    }

    [Fact]
    public async Task A_part_of_a_charge_is_taken_back_as_such()
    {
        var invoice = (await world.Charged()).Invoice;
        world.Stripe.WithdrawDisputed(world.Stripe.Dispute(IntentOf(invoice), amount: 1510));

        await Acted("charge.dispute.funds_withdrawn");

        (await world.Billing.Invoice(invoice.Id)).AmountDue.ToDecimal().ShouldBe(15.10m);
    }

    [Fact]
    public async Task What_was_won_before_the_loss_is_told_changes_nothing_in_any_order()
    {
        var invoice = (await world.Charged()).Invoice;
        var dispute = world.Stripe.Dispute(IntentOf(invoice));
        world.Stripe.WithdrawDisputed(dispute);
        world.Stripe.ReinstateDisputed(dispute);

        await Acted("charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn");

        var paid = await world.Billing.Invoice(invoice.Id);
        (paid.State, paid.Reversals.Count).ShouldBe((Wire.InvoiceState.Paid, 0));
    }

    [Fact]
    public async Task A_dispute_of_a_charge_whose_answer_was_lost_waits_for_it()
    {
        world.Stripe.Next("v1/payment_intents", StripeFault.CutAfter, StripeFault.CutAfter, StripeFault.CutAfter, StripeFault.CutAfter);
        var customer = Customer();
        await world.AddCard(customer);
        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: customer))).Id);
        invoice.Attempts[0].State.ShouldBe(Wire.PaymentAttemptState.Unresolved);
        world.Stripe.EndFaults();
        world.Stripe.WithdrawDisputed(world.Stripe.Dispute((string)world.Stripe.Taken.Single()["id"]!));

        await Notify("charge.dispute.funds_withdrawn");
        await world.Billing.Service.RunDueWork();
        await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Billing.Service.RunDueWork();

        (await Eventually.Async(() => world.Billing.Invoice(invoice.Id), i => i.Reversals.Count == 1, "the reversal")).AmountDue.ToDecimal().ShouldBe(40);
    }

    [Fact]
    public async Task What_cannot_be_written_down_waits_for_staff()
    {
        var invoice = (await world.Charged()).Invoice;
        await world.Billing.Credit(invoice, 10);
        await world.Billing.Staff.RefundPaymentAsync(new() { InvoiceId = invoice.Id, PaymentId = invoice.Payments[0].Id, Amount = Money.From(10, "EUR"), Reason = "As agreed" });
        world.Stripe.WithdrawDisputed(world.Stripe.Dispute(IntentOf(invoice)));

        await Notify("charge.dispute.funds_withdrawn");
        await world.Billing.Service.RunDueWork();
        var parked = await Eventually.Async(
            async () => (await world.Billing.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(world.Billing.Service.Tokens.Staff("billing")).ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork,
            p => p.Count == 1, "the event to be parked");

        parked[0].Error.ShouldContain(invoice.Number);
        parked[0].Error.ShouldContain("30.00 EUR");
        (await world.Billing.Invoice(invoice.Id)).Reversals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dispute_of_another_programs_charge_is_passed_over()
    {
        world.Stripe.WithdrawDisputed(world.Stripe.Dispute(world.Stripe.MakeForeignIntent()));

        await Acted("charge.dispute.funds_withdrawn");
    }

    private string IntentOf(Wire.Invoice invoice) => invoice.Payments[0].Reference;

    /// <summary>Stripe notifies of the newest of each type, in this order; a type that comes again is sent again.</summary>
    private async Task Notify(params string[] types)
    {
        foreach (var type in types)
        {
            (await world.Deliver(world.Stripe.Notices.Last(n => n.Type == type))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task Acted(params string[] types)
    {
        await Notify(types);
        await world.Billing.Service.RunDueWork();
        await Eventually.Async(() => world.Billing.Service.Read(db => db.Set<StripeEvent>().AllAsync(e => e.CompletedAt != null)), "every event to be acted on");
    }
}
