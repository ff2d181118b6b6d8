using Billing.Payments.Providers;
using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class ChargeTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task An_invoice_of_a_customer_with_a_card_is_charged_by_itself(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);

        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        invoice.State.ShouldBe(Wire.InvoiceState.Paid);
        var attempt = invoice.Attempts.ShouldHaveSingleItem();
        (attempt.State, attempt.Number, attempt.Amount, attempt.Brand, attempt.Last4)
            .ShouldBe((Wire.PaymentAttemptState.Succeeded, 1, Money.From(40, "EUR"), "visa", "4242"));
        var payment = invoice.Payments.ShouldHaveSingleItem();
        (payment.Method, payment.Amount).ShouldBe((Wire.PaymentMethod.Card, Money.From(40, "EUR")));
        (await billing.BankCharges()).ShouldHaveSingleItem().IdempotencyKey.ShouldBe(attempt.Id);
        var reported = (await billing.Service.Raised<PaymentSucceeded>()).ShouldHaveSingleItem();
        (reported.Method, reported.Amount, reported.InvoicePaid, reported.Reference).ShouldBe(("card", new EventMoney("EUR", 40), true, $"sandbox:{attempt.Id}"));
    }

    /// <summary>The process is busy with another charge, so that this one waits.</summary>
    [Fact]
    public async Task An_attempt_that_waits_while_its_invoice_is_credited_in_full_is_cancelled_and_the_provider_never_asked()
    {
        var busy = new BusyProvider();
        await using var billing = await BillingUnderTest.Start(services: busy.Replace);
        var (ada, other) = (Customer(), Customer());
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.AddCard(other.Id, TestCards.Good);
        await billing.Bill(PeriodStarted(customer: other));
        await busy.Begun;
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        await billing.CreditWhole(invoice);
        (await billing.Invoice(invoice.Id)).Attempts.ShouldHaveSingleItem().State.ShouldBe(Wire.PaymentAttemptState.Waiting);
        busy.Answer();

        var settled = await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Cancelled);
        await billing.Service.RunDueWork();

        (settled.State, settled.AmountDue.ToDecimal(), settled.Payments.Count).ShouldBe((Wire.InvoiceState.Paid, 0m, 0));
        busy.Asked.ShouldBe(1);
        (await billing.BankCharges()).ShouldHaveSingleItem();
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task An_invoice_of_a_customer_without_a_card_waits_for_its_money()
    {
        await using var billing = await BillingUnderTest.Start();

        var invoice = await billing.Bill(PeriodStarted());
        await billing.Service.RunDueWork();

        (await billing.Invoice(invoice.Id)).Attempts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestCards.Expired, Wire.PaymentFailureCause.ExpiredCard, "expired_card", true, "expired_card")]
    [InlineData(TestCards.WrongDetails, Wire.PaymentFailureCause.WrongDetails, "wrong_details", true, "invalid_account")]
    [InlineData(TestCards.InsufficientFunds, Wire.PaymentFailureCause.InsufficientFunds, "insufficient_funds", false, "insufficient_funds")]
    [InlineData(TestCards.LimitExceeded, Wire.PaymentFailureCause.LimitExceeded, "limit_exceeded", false, "limit_exceeded")]
    [InlineData(TestCards.Declined, Wire.PaymentFailureCause.Unknown, "unknown", false, "generic_decline")]
    [InlineData(TestCards.Lost, Wire.PaymentFailureCause.Unknown, "unknown", true, "lost_card")]
    [InlineData(TestCards.Stolen, Wire.PaymentFailureCause.Unknown, "unknown", true, "stolen_card")]
    public async Task A_failure_is_told_with_its_cause_and_customers_never_learn_what_the_bank_keeps_to_itself(
        string token, Wire.PaymentFailureCause cause, string reported, bool methodMustChange, string code)
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, token);

        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        var seen = await billing.Portal(ada.Id).GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = invoice.Id });
        var method = (await billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.Single();

        invoice.State.ShouldBe(Wire.InvoiceState.Open);
        invoice.Payments.ShouldBeEmpty();
        var attempt = invoice.Attempts.ShouldHaveSingleItem();
        (attempt.State, attempt.Cause, attempt.MethodMustChange, attempt.ProviderCode).ShouldBe((Wire.PaymentAttemptState.Failed, cause, methodMustChange, code));
        seen.Attempts.ShouldHaveSingleItem().ProviderCode.ShouldBe("");
        seen.Attempts[0].Cause.ShouldBe(cause);
        method.RefusedFor.ShouldBe(methodMustChange ? cause : Wire.PaymentFailureCause.Unspecified);
        var e = (await billing.Service.Raised<PaymentFailed>()).ShouldHaveSingleItem();
        (e.Cause, e.AttemptNumber, e.Subject.Number, e.Amount, e.MethodMustChange)
            .ShouldBe((reported, 1, invoice.Number, new EventMoney("EUR", 40), methodMustChange));
        e.AggregateId.ToString().ShouldBe(invoice.Id);
    }

    [Fact]
    public async Task A_card_is_good_until_the_end_of_its_month()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.EndsInJanuary);

        var january = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        billing.Clock.SetUtcNow(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        var february = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada, start: "2026-02-01", end: "2026-03-01"))).Id);

        january.State.ShouldBe(Wire.InvoiceState.Paid);
        february.Attempts.ShouldHaveSingleItem().Cause.ShouldBe(Wire.PaymentFailureCause.ExpiredCard);
    }

    [Fact]
    public async Task A_payment_that_failed_is_retried_when_asked_for()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        var byStaff = await billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = invoice.Id });
        byStaff.Attempts.Count.ShouldBe(2);
        await billing.Charged(invoice.Id, attempts: 2);
        await billing.Portal(ada.Id).RetryPaymentAsync(new Wire.RetryPortalPaymentRequest { InvoiceId = invoice.Id });
        var third = await billing.Charged(invoice.Id, attempts: 3);

        third.Attempts.Select(a => (a.Number, a.Cause)).ShouldBe(
            Enumerable.Range(1, 3).Select(n => (n, Wire.PaymentFailureCause.InsufficientFunds)));
        (await billing.Service.Raised<PaymentFailed>()).Select(e => (e.AttemptNumber, e.Actor.Kind)).ShouldBe([(1, "system"), (2, "staff"), (3, "customer")]);
        (await billing.BankCharges()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_hard_decline_is_not_tried_again_before_the_payment_method_changes()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Stolen);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        var refused = await Refused.By(billing.Portal(ada.Id).RetryPaymentAsync(new Wire.RetryPortalPaymentRequest { InvoiceId = invoice.Id }));
        var next = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada, start: "2026-02-15", end: "2026-03-15"))).Id);
        var asked = (await billing.BankCharges()).Count;
        await billing.AddCard(ada.Id, TestCards.GoodMastercard);
        var paid = await billing.Charged(invoice.Id, attempts: 2);

        refused.Reason.ShouldBe("HARD_DECLINED");
        refused.Message.ShouldNotContain("stolen", Case.Insensitive);
        // The next period's invoice fails too, without the bank being bothered.
        next.Attempts.ShouldHaveSingleItem().ProviderCode.ShouldBe("refused_before");
        asked.ShouldBe(1);
        paid.State.ShouldBe(Wire.InvoiceState.Paid);
        (await billing.Charged(next.Id, attempts: 2)).State.ShouldBe(Wire.InvoiceState.Paid);
    }

    [Fact]
    public async Task A_card_is_tried_fifteen_times_in_thirty_days()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        var retry = new Wire.RetryPaymentRequest { InvoiceId = invoice.Id };
        for (var attempt = 2; attempt <= 15; attempt++)
        {
            await billing.Staff.RetryPaymentAsync(retry);
            await billing.Charged(invoice.Id, attempt);
        }

        var sixteenth = await Refused.By(billing.Staff.RetryPaymentAsync(retry));
        // Neither under another token of the same card, nor for another invoice.
        await billing.AddCard(ada.Id, TestCards.InsufficientFunds + "_again");
        var again = await billing.Charged(invoice.Id, attempts: 16);
        // It is another customer's card as well, whose tries count apart.
        var grace = Customer("Grace Hopper");
        await billing.AddCard(grace.Id, TestCards.InsufficientFunds);
        var others = await billing.Charged((await billing.Bill(PeriodStarted(customer: grace))).Id);
        // Later her dunning tries hers again.
        var asked = (await billing.BankCharges()).Count;
        billing.Clock.Advance(TimeSpan.FromDays(29));
        var soon = await Refused.By(billing.Staff.RetryPaymentAsync(retry));
        billing.Clock.Advance(TimeSpan.FromDays(1));
        await billing.Staff.RetryPaymentAsync(retry);
        await billing.Charged(invoice.Id, attempts: 17);

        (sixteenth.Status, sixteenth.Reason).ShouldBe((StatusCode.FailedPrecondition, "TOO_MANY_ATTEMPTS"));
        again.Attempts[^1].ProviderCode.ShouldBe("too_many_attempts");
        others.Attempts.ShouldHaveSingleItem().ProviderCode.ShouldBe("insufficient_funds");
        soon.Reason.ShouldBe("TOO_MANY_ATTEMPTS");
        asked.ShouldBe(16);
    }

    [Fact]
    public async Task What_cannot_be_charged_says_why()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        var retry = new Wire.RetryPortalPaymentRequest { InvoiceId = invoice.Id };

        var without = await Refused.By(billing.Portal(ada.Id).RetryPaymentAsync(retry));
        await billing.AddCard(ada.Id, TestCards.Good);
        var waiting = await Refused.By(billing.Portal(ada.Id).RetryPaymentAsync(retry));
        await billing.Charged(invoice.Id);
        var paid = await Refused.By(billing.Portal(ada.Id).RetryPaymentAsync(retry));
        var foreign = await Refused.By(billing.Portal(Guid.CreateVersion7()).RetryPaymentAsync(retry));

        (without.Reason, paid.Reason, foreign.Reason).ShouldBe(("NO_PAYMENT_METHOD", "INVOICE_NOT_OPEN", "NOT_FOUND"));
        waiting.Reason.ShouldBeOneOf("PAYMENT_UNRESOLVED", "INVOICE_NOT_OPEN");
        (await billing.BankCharges()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_card_payment_is_never_registered_by_hand()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());

        var refused = await Refused.By(billing.Staff.RegisterPaymentAsync(
            new Wire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = Wire.PaymentMethod.Card }));

        refused.Violations.ShouldBe(["method:REQUIRED"]);
    }
}

/// <summary>Does not answer before it is told to.</summary>
internal sealed class BusyProvider : OtherProvider
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public Task Begun => _begun.Task;

    public void Answer() => _free.SetResult();

    public override async Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        Interlocked.Increment(ref _asked);
        _begun.TrySetResult();
        await _free.Task;
        return await Sandbox.Charge(order, ct);
    }
}
