using Billing.Credits.Refunds;
using Billing.Payments.Providers;
using Billing.Payments.Providers.Sandbox;
using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class RefundPaymentTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_card_is_paid_back_through_the_provider(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var (ada, invoice) = await Credited(billing, TestCards.Good);

        await Refund(billing, invoice, 15);
        var refunded = await Settled(billing, invoice.Id, Wire.RefundState.Succeeded);

        var refund = refunded.Refunds.ShouldHaveSingleItem();
        (refund.Amount, refund.Method, refund.Reason, refund.PaymentId).ShouldBe((Money.From(15, "EUR"), Wire.PaymentMethod.Card, "As agreed", invoice.Payments.Single().Id));
        refunded.Payments.Single().AmountRefunded.ShouldBe(Money.From(15, "EUR"));
        (await billing.CreditOf(ada.Id)).ShouldBe(25);
        var booked = (await BankRefunds(billing)).ShouldHaveSingleItem();
        (booked.IdempotencyKey, booked.Amount, booked.ChargeKey).ShouldBe((refund.Id, 15m, (await billing.BankCharges()).Single().IdempotencyKey));
        var reported = (await billing.Service.Raised<PaymentRefunded>()).ShouldHaveSingleItem();
        (reported.Subject.Number, reported.Amount, reported.Method, reported.Reason, reported.Reference).ShouldBe(
            (invoice.Number, new EventMoney("EUR", 15), "card", "As agreed", $"sandbox:{refund.Id}"));
        // Invoice and card stay as they were: what the customer owes has not changed.
        (refunded.State, refunded.AmountDue.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 0m));
    }

    [Fact]
    public async Task What_was_not_paid_by_card_is_recorded_as_paid_back_by_hand()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        await billing.Pay(invoice, 40);
        await billing.CreditWhole(invoice);

        var refunded = await Refund(billing, await billing.Invoice(invoice.Id), 40);

        refunded.Refunds.ShouldHaveSingleItem().State.ShouldBe(Wire.RefundState.Succeeded);
        (await BankRefunds(billing)).ShouldBeEmpty();
        (await billing.Service.Raised<PaymentRefunded>()).ShouldHaveSingleItem().Method.ShouldBe("bank_transfer");
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task No_more_than_was_paid_and_no_more_than_the_customer_has()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.AddCard(ada.Id, TestCards.Good);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        var nothing = await Refused.By(Refunding(billing, invoice, 1));
        await billing.Give(ada.Id, 100);
        var above = await Refused.By(Refunding(billing, invoice, 40.01m));
        await Refund(billing, invoice, 30);
        var left = await Refused.By(Refunding(billing, invoice, 10.01m));
        await Refund(billing, invoice, 10);

        (nothing.Status, nothing.Violations.Single()).ShouldBe((StatusCode.InvalidArgument, "amount:REFUND_ABOVE_CREDIT"));
        above.Violations.ShouldBe(["amount:REFUND_ABOVE_PAID"]);
        left.Violations.ShouldBe(["amount:REFUND_ABOVE_PAID"]);
        await Settled(billing, invoice.Id, Wire.RefundState.Succeeded);
        (await BankRefunds(billing)).Sum(r => r.Amount).ShouldBe(40);
        (await billing.CreditOf(ada.Id)).ShouldBe(60);
    }

    [Fact]
    public async Task A_refund_that_fails_puts_the_credit_back_and_may_be_tried_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var (ada, invoice) = await Credited(billing, TestCards.RefundFails);

        await Refund(billing, invoice, 40);
        var failed = await Settled(billing, invoice.Id, Wire.RefundState.Failed);

        failed.Refunds.Single().ProviderCode.ShouldBe("expired_or_canceled_card");
        (await billing.Portal(ada.Id).GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = invoice.Id })).Refunds.Single().ProviderCode.ShouldBe("");
        failed.Payments.Single().AmountRefunded.ShouldBe(Money.From(0, "EUR"));
        (await billing.CreditOf(ada.Id)).ShouldBe(40);
        (await billing.EntriesOf(ada.Id)).Select(e => e.Reason).ShouldBe(
            [Wire.AccountCreditReason.RefundFailed, Wire.AccountCreditReason.Refunded, Wire.AccountCreditReason.CreditNote]);
        (await billing.Service.Raised<Contracts.Events.RefundFailed>()).ShouldHaveSingleItem().Amount.ShouldBe(new EventMoney("EUR", 40));
        (await billing.Service.Raised<PaymentRefunded>()).ShouldBeEmpty();
        (await Refund(billing, failed, 40)).Refunds.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(TestCards.RefundTimesOutAndSucceeds, Wire.RefundState.Succeeded, 0)]
    [InlineData(TestCards.RefundTimesOutAndFails, Wire.RefundState.Failed, 40)]
    public async Task A_time_out_is_resolved_by_asking_and_nothing_is_sent_twice(string card, Wire.RefundState state, int credit)
    {
        await using var billing = await BillingUnderTest.Start();
        var (ada, invoice) = await Credited(billing, card);

        await Refund(billing, invoice, 40);
        await Settled(billing, invoice.Id, Wire.RefundState.Unresolved);
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
        billing.Clock.Advance(TimeSpan.FromSeconds(10));
        await Settled(billing, invoice.Id, state);

        (await BankRefunds(billing)).ShouldHaveSingleItem();
        (await billing.CreditOf(ada.Id)).ShouldBe(credit);
    }

    [Fact]
    public async Task It_is_asked_for_until_the_bank_knows()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, invoice) = await Credited(billing, TestCards.RefundKnownAfterAnHour);
        await Refund(billing, invoice, 40);
        await Settled(billing, invoice.Id, Wire.RefundState.Unresolved);

        for (var asks = 0; asks < 9; asks++)
        {
            var wanted = asks;
            var due = await Eventually.Async(
                () => billing.Service.Read(db => db.Refunds.AsNoTracking().SingleAsync()), r => r.Asks == wanted && r.NextStepAt > billing.Clock.GetUtcNow(), $"ask {wanted} to be answered");
            due.State.ShouldBe(RefundState.Unresolved);
            billing.Clock.SetUtcNow(due.NextStepAt!.Value);
            await billing.Service.RunDueWork();
        }

        await Settled(billing, invoice.Id, Wire.RefundState.Succeeded);
        (await BankRefunds(billing)).ShouldHaveSingleItem();
    }

    /// <summary>Whether the bank sent the money before the process died, or never heard of it: it goes back once.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_dies_while_it_asks_pays_back_once(bool bankReceived)
    {
        var folder = Directory.CreateTempSubdirectory("billing-").FullName;
        try
        {
            var silent = new SilentRefunds(bankReceived);
            var dying = await BillingUnderTest.Start(services: silent.Replace, folder: folder);
            var (ada, invoice) = await Credited(dying, TestCards.Good);
            await Refund(dying, invoice, 40);
            await silent.Asked;
            (await BankRefunds(dying)).Count.ShouldBe(bankReceived ? 1 : 0);
            await dying.Service.Kill();

            // Its lease and its time to ask are over by then.
            await using var billing = await BillingUnderTest.Start(now: "2026-01-15T10:05:00Z", folder: folder);
            await Settled(billing, invoice.Id, Wire.RefundState.Succeeded);

            (await BankRefunds(billing)).ShouldHaveSingleItem();
            (await billing.CreditOf(ada.Id)).ShouldBe(0);
            (await billing.Service.Raised<PaymentRefunded>()).ShouldHaveSingleItem();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Of_many_who_refund_the_whole_at_once_one_gets_through(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var (ada, invoice) = await Credited(billing, TestCards.Good);
        await billing.Deliver(CustomerChanged(ada));
        await billing.Give(ada.Id, 100);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Refund(billing, invoice, 40);
                return true;
            }
            catch (RpcException)
            {
                return false;
            }
        }));

        results.Count(done => done).ShouldBe(1);
        await Settled(billing, invoice.Id, Wire.RefundState.Succeeded);
        (await BankRefunds(billing)).ShouldHaveSingleItem();
        (await billing.CreditOf(ada.Id)).ShouldBe(100);
    }

    [Fact]
    public async Task The_bank_pays_back_no_more_than_it_took_and_only_what_it_knows()
    {
        await using var billing = await BillingUnderTest.Start();
        await Credited(billing, TestCards.Good);
        var provider = (IPaymentProvider)billing.Service.Services.GetService(typeof(IPaymentProvider))!;
        var charge = $"sandbox:{(await billing.BankCharges()).Single().IdempotencyKey}";

        var first = await provider.Refund(new RefundOrder("r1", charge, 30, "EUR"), CancellationToken.None);
        var again = await provider.Refund(new RefundOrder("r1", charge, 30, "EUR"), CancellationToken.None);
        var above = await provider.Refund(new RefundOrder("r2", charge, 10.01m, "EUR"), CancellationToken.None);
        var foreign = await provider.Refund(new RefundOrder("r3", charge, 1, "USD"), CancellationToken.None);
        var unknown = await provider.FindRefund(new RefundOrder("r4", charge, 1, "EUR"), CancellationToken.None);

        (first, again).ShouldBe((new RefundSucceeded("sandbox:r1"), new RefundSucceeded("sandbox:r1")));
        (above, foreign).ShouldBe((new Payments.Providers.RefundFailed("charge_already_refunded"), new Payments.Providers.RefundFailed("unknown_charge")));
        unknown.ShouldBeNull();
    }

    [Fact]
    public async Task Bad_fields_and_a_payment_of_another_invoice_are_refused()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, invoice) = await Credited(billing, TestCards.Good);
        var (_, other) = await Credited(billing, TestCards.Good);

        var wrong = await Refused.By(billing.Staff.RefundPaymentAsync(new Wire.RefundPaymentRequest { InvoiceId = invoice.Id, PaymentId = "1", Amount = Money.From(0, "EUR") }));
        var foreign = await Refused.By(billing.Staff.RefundPaymentAsync(new Wire.RefundPaymentRequest
        {
            InvoiceId = invoice.Id, PaymentId = other.Payments.Single().Id, Amount = Money.From(1, "EUR"), Reason = "Why",
        }));

        wrong.Violations.ShouldBe(["payment_id:NOT_AN_ID", "amount:ZERO", "reason:REQUIRED"]);
        foreign.Status.ShouldBe(StatusCode.NotFound);
    }

    /// <summary>A customer who paid 40.00 by this card, all of which a credit note has turned into account credit.</summary>
    private static async Task<(EventCustomer Customer, Wire.Invoice Invoice)> Credited(BillingUnderTest billing, string card)
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, card);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        await billing.CreditWhole(invoice);
        return (ada, await billing.Invoice(invoice.Id));
    }

    private static async Task<Wire.Invoice> Refund(BillingUnderTest billing, Wire.Invoice invoice, decimal amount) => await Refunding(billing, invoice, amount);

    private static AsyncUnaryCall<Wire.Invoice> Refunding(BillingUnderTest billing, Wire.Invoice invoice, decimal amount) =>
        billing.Staff.RefundPaymentAsync(new Wire.RefundPaymentRequest
        {
            InvoiceId = invoice.Id, PaymentId = invoice.Payments.Single().Id, Amount = Money.From(amount, "EUR"), Reason = "As agreed",
        });

    /// <summary>Waits until all refunds of the invoice are in this state.</summary>
    private static async Task<Wire.Invoice> Settled(BillingUnderTest billing, string invoice, Wire.RefundState state)
    {
        await billing.Service.RunDueWork();
        return await Eventually.Async(() => billing.Invoice(invoice), i => i.Refunds.Count > 0 && i.Refunds.All(r => r.State == state), $"the refund to be {state}");
    }

    private static Task<List<SandboxRefund>> BankRefunds(BillingUnderTest billing) =>
        billing.Service.Read(db => db.Set<SandboxRefund>().AsNoTracking().ToListAsync());

    /// <summary>Hears of a refund, or not, and never answers.</summary>
    private sealed class SilentRefunds(bool hears) : OtherProvider
    {
        private readonly TaskCompletionSource _asked = new();

        public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public override Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct) => Sandbox.Charge(order, ct);

        public override async Task<RefundOutcome> Refund(RefundOrder order, CancellationToken ct)
        {
            if (hears)
            {
                await Sandbox.Refund(order, ct);
            }

            _asked.TrySetResult();
            return await new TaskCompletionSource<RefundOutcome>().Task;
        }
    }
}
