using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using static Testing.SomeEvents;
using Kind = Contracts.Billing.V1.PaymentReversalKind;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Reversals;

public sealed class ReversePaymentOnSqlite(ReversalsOnSqlite house) : ReversePaymentTests(house.Billing), IClassFixture<ReversalsOnSqlite>;

public sealed class ReversePaymentOnPostgres(ReversalsOnPostgres house) : ReversePaymentTests(house.Billing), IClassFixture<ReversalsOnPostgres>;

/// <summary>The money: what becomes due when a payment does not stand, and when it stands again.</summary>
public abstract class ReversePaymentTests(BillingUnderTest billing)
{
    [Fact]
    public async Task The_invoice_is_due_again_and_the_payment_keeps_what_was_taken_back()
    {
        var (_, _, paid) = await billing.PaidByCard();

        var due = await billing.Reversing(paid, date: "2026-01-15", reference: "dp_1");

        (due.State, due.AmountDue.ToDecimal(), due.AmountPaid.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 40m, 0m));
        (due.Payments[0].Amount.ToDecimal(), due.Payments[0].AmountReversed.ToDecimal()).ShouldBe((40m, 40m));
        var reversal = due.Reversals.ShouldHaveSingleItem();
        (reversal.Kind, reversal.Amount, reversal.PaymentId, reversal.Reference, reversal.Reason, reversal.Date).ShouldBe(
            (Kind.Chargeback, Money.From(40, "EUR"), paid.Payments[0].Id, "dp_1", "The bank says so", Date.From(Day("2026-01-15"))));
        var reported = (await billing.Service.Raised<PaymentReversed>()).Single(e => e.AggregateId.ToString() == paid.Id);
        (reported.Kind, reported.Method, reported.Amount, reported.AmountDue, reported.Reference, reported.Subject.Number).ShouldBe(
            ("chargeback", "card", new EventMoney("EUR", 40), new EventMoney("EUR", 40), "dp_1", paid.Number));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_part_is_due_again_and_the_next_part_is_counted_on_it()
    {
        var (_, _, paid) = await billing.PaidByTransfer();

        await billing.Reversing(paid, 15, Kind.Returned);
        billing.Clock.Advance(TimeSpan.FromSeconds(1));
        var due = await billing.Reversing(paid, null, Kind.Returned);

        due.Reversals.Select(r => r.Amount.ToDecimal()).ShouldBe([15, 25]);
        (due.AmountDue.ToDecimal(), due.Payments[0].AmountReversed.ToDecimal()).ShouldBe((40m, 40m));
        var nothing = await Refused.By(billing.Reversing(paid, null, Kind.Returned));
        (nothing.Status, nothing.Reason).ShouldBe((StatusCode.InvalidArgument, "INVALID_FIELD"));
        nothing.Violations.ShouldBe(["payment_id:NOTHING_LEFT"]);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_was_refunded_is_neither_taken_back_nor_is_what_was_taken_back_refunded()
    {
        var (customer, _, paid) = await billing.PaidByTransfer();
        await billing.Credit(paid, 10);
        await billing.Staff.RefundPaymentAsync(new() { InvoiceId = paid.Id, PaymentId = paid.Payments[0].Id, Amount = Money.From(10, "EUR"), Reason = "As agreed" });

        (await Refused.By(billing.Reversing(paid, 30.01m, Kind.Returned))).Violations.ShouldBe(["amount:REVERSAL_ABOVE_LEFT"]);
        var due = await billing.Reversing(paid, null, Kind.Returned);

        (due.State, due.AmountDue.ToDecimal(), due.Reversals[0].Amount.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 30m, 30m));
        await billing.Deliver(CustomerChanged(customer));
        await billing.Give(customer.Id, 5);
        (await Refused.By(billing.Staff.RefundPaymentAsync(new() { InvoiceId = paid.Id, PaymentId = paid.Payments[0].Id, Amount = Money.From(5, "EUR"), Reason = "More" })))
            .Violations.ShouldBe(["amount:REFUND_ABOVE_PAID"]);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_it_had_brought_above_what_is_owed_comes_out_of_account_credit_first()
    {
        var (customer, _, paid) = await billing.PaidByTransfer();
        await billing.Credit(paid, 25);
        (await billing.CreditOf(customer.Id)).ShouldBe(25);

        var part = await billing.Reversing(paid, 10, Kind.Returned);
        billing.Clock.Advance(TimeSpan.FromSeconds(1));
        (part.State, part.AmountDue.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 0m));
        (await billing.CreditOf(customer.Id)).ShouldBe(15);
        var all = await billing.Reversing(paid, null, Kind.Returned);

        (all.State, all.AmountDue.ToDecimal(), all.AmountToAccount.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 15m, 0m));
        (await billing.CreditOf(customer.Id)).ShouldBe(0);
        (await billing.EntriesOf(customer.Id))[0].Reason.ShouldBe(Wire.AccountCreditReason.PaymentReversed);
        await billing.FindsNothing();

        var restored = await billing.Restoring(all, reversal: 1);
        (restored.State, restored.AmountDue.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 0m));
        restored = await billing.Restoring(all, reversal: 0);
        (restored.AmountPaid.ToDecimal(), restored.AmountToAccount.ToDecimal()).ShouldBe((40m, 25m));
        (await billing.CreditOf(customer.Id)).ShouldBe(25);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task Account_credit_that_is_used_up_is_not_taken_back()
    {
        var (customer, _, paid) = await billing.PaidByTransfer();
        await billing.Credit(paid, 25);
        await billing.Bill(PeriodStarted(Order(), customer, lines: Line(20)) with { Sequence = 1 });
        (await billing.CreditOf(customer.Id)).ShouldBe(5);

        (await Refused.By(billing.Reversing(paid, null, Kind.Returned))).Violations.ShouldBe(["amount:REVERSAL_ABOVE_CREDIT"]);

        var unchanged = await billing.Invoice(paid.Id);
        (unchanged.State, unchanged.Reversals.Count, unchanged.AmountPaid.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 0, 40m));
        (await billing.CreditOf(customer.Id)).ShouldBe(5);
        var most = await billing.Reversing(paid, 20, Kind.Returned);
        (most.AmountDue.ToDecimal(), await billing.CreditOf(customer.Id)).ShouldBe((15m, 0m));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_payment_that_stands_again_pays_the_invoice_and_what_is_above_it_becomes_credit()
    {
        var (customer, _, paid) = await billing.PaidByTransfer();
        var due = await billing.Reversing(paid, null, Kind.Returned);
        await billing.Pay(due, 30);

        (await Refused.By(billing.Restoring(due, 40.01m))).Violations.ShouldBe(["amount:RESTORED_ABOVE_REVERSED"]);
        var part = await billing.Restoring(due, 5);
        (part.State, part.AmountDue.ToDecimal(), part.Reversals[0].AmountRestored.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 5m, 5m));
        var all = await billing.Restoring(due);

        (all.State, all.AmountPaid.ToDecimal(), all.AmountToAccount.ToDecimal(), all.Payments[0].AmountReversed.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 70m, 30m, 0m));
        (await billing.CreditOf(customer.Id)).ShouldBe(30);
        (await Refused.By(billing.Restoring(due))).Violations.ShouldBe(["reversal_id:NOTHING_LEFT"]);
        (await billing.Service.Raised<PaymentRestored>()).Where(e => e.AggregateId.ToString() == paid.Id).Select(e => (e.Amount.Amount, e.InvoicePaid)).ShouldBe([(5m, false), (35m, true)]);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_was_given_up_stays_so_and_a_void_invoice_takes_no_payment_again()
    {
        var (customer, order) = (Customer(), Order());
        var part = await billing.Bill(PeriodStarted(order, customer) with { Sequence = 1 });
        await billing.Pay(part, 10);
        await billing.Staff.MarkUncollectibleAsync(new() { InvoiceId = part.Id, Reason = "Gone" });
        part = await billing.Reversing(await billing.Invoice(part.Id), null, Kind.Returned);
        (part.State, part.AmountDue.ToDecimal(), part.StateReason).ShouldBe((Wire.InvoiceState.Uncollectible, 40m, "Gone"));

        var (_, _, voided) = await billing.PaidByTransfer();
        voided = await billing.Reversing(voided, null, Kind.RegisteredByMistake);
        await billing.Staff.VoidInvoiceAsync(new() { InvoiceId = voided.Id, Reason = "Billed twice" });
        var refusal = await Refused.By(billing.Restoring(voided));
        (refusal.Status, refusal.Reason).ShouldBe((StatusCode.FailedPrecondition, "INVOICE_VOID"));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task Bad_input_names_field_and_rule_and_changes_nothing()
    {
        var (_, _, byCard) = await billing.PaidByCard();
        var (_, _, paid) = await billing.PaidByTransfer();

        (await Refused.By(billing.Reversing(paid))).Violations.ShouldBe(["kind:NOT_BY_CARD"]);
        (await Refused.By(billing.Reversing(byCard, kind: Kind.RegisteredByMistake))).Violations.ShouldBe(["kind:CHARGED_BY_PROVIDER"]);
        (await Refused.By(billing.Reversing(paid, kind: Kind.Unspecified, reason: "", amount: 0))).Violations.ShouldBe(["amount:ZERO", "kind:REQUIRED", "reason:REQUIRED"], ignoreOrder: true);
        (await Refused.By(billing.Reversing(paid, kind: Kind.Returned, date: "2026-01-16"))).Violations.ShouldBe(["date:IN_FUTURE"]);
        (await Refused.By(billing.Reversing(paid, kind: Kind.Returned, date: "2026-01-14"))).Violations.ShouldBe(["date:BEFORE_PAYMENT"]);
        (await Refused.By(billing.Reversing(paid, 40.01m, Kind.Returned))).Violations.ShouldBe(["amount:REVERSAL_ABOVE_LEFT"]);
        (await Refused.By(billing.Reversing(paid, kind: Kind.Returned, etag: "stale"))).Status.ShouldBe(StatusCode.Aborted);
        (await Refused.By(billing.Staff.ReversePaymentAsync(new() { InvoiceId = paid.Id, PaymentId = byCard.Payments[0].Id, Kind = Kind.Returned, Reason = "x" }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(billing.Staff.RestorePaymentAsync(new() { InvoiceId = paid.Id, ReversalId = byCard.Id, Reason = "x" }))).Status.ShouldBe(StatusCode.NotFound);

        foreach (var each in new[] { byCard, paid })
        {
            (await billing.Invoice(each.Id)).ShouldBe(each);
        }
    }

    [Fact]
    public async Task A_repeated_request_takes_back_once()
    {
        var (_, _, paid) = await billing.PaidByTransfer();
        var id = Guid.NewGuid().ToString();

        var first = await billing.Reversing(paid, 10, Kind.Returned, requestId: id);
        var second = await billing.Reversing(paid, 10, Kind.Returned, requestId: id);

        second.ShouldBe(first);
        (await billing.Invoice(paid.Id)).AmountDue.ToDecimal().ShouldBe(10);
    }

    [Fact]
    public async Task A_disputed_card_is_not_charged_again_until_the_dispute_is_won()
    {
        var (customer, _, paid) = await billing.PaidByCard();
        var due = await billing.Reversing(paid);

        (await Refused.By(billing.Staff.RetryPaymentAsync(new() { InvoiceId = paid.Id }))).Reason.ShouldBe("HARD_DECLINED");
        var next = await billing.Charged((await billing.Bill(PeriodStarted(Order(), customer) with { Sequence = 1 })).Id);
        (next.Attempts[0].State, next.Attempts[0].Cause, next.Attempts[0].MethodMustChange).ShouldBe((Wire.PaymentAttemptState.Failed, Wire.PaymentFailureCause.Disputed, true));

        await billing.Restoring(due);
        await billing.Staff.RetryPaymentAsync(new() { InvoiceId = next.Id });
        await billing.Charged(next.Id, attempts: 2);
        (await billing.Becomes(next.Id, Wire.PaymentAttemptState.Succeeded)).State.ShouldBe(Wire.InvoiceState.Paid);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task The_customer_sees_what_is_due_and_nothing_that_staff_wrote()
    {
        var (customer, _, paid) = await billing.PaidByCard();
        await billing.Reversing(paid, reason: "Calls it fraud", reference: "dp_9");

        var seen = await billing.Portal(customer.Id).GetInvoiceAsync(new() { Id = paid.Id });

        (seen.AmountDue.ToDecimal(), seen.Reversals[0].Amount.ToDecimal(), seen.Reversals[0].Kind).ShouldBe((40m, 40m, Kind.Chargeback));
        seen.ToString().ShouldNotContain("fraud");
        seen.ToString().ShouldNotContain("dp_9");
    }
}
