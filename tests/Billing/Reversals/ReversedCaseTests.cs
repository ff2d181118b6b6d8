using Billing.Tests.Dunning;
using Contracts.Common.V1;
using Contracts.Events;
using Subject = Contracts.Events.Subject;
using static Testing.SomeEvents;
using Kind = Contracts.Billing.V1.PaymentReversalKind;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Reversals;

/// <summary>domain.md C10a: what a payment that does not stand does to dunning.</summary>
public sealed class ReversedCaseTests(ReversalsOnSqlite house) : IClassFixture<ReversalsOnSqlite>
{
    private readonly BillingUnderTest billing = house.Billing;
    private readonly DunningUnderTest dunning = new(house.Billing);

    [Theory]
    [InlineData(Kind.Chargeback, "disputed", true)]
    [InlineData(Kind.Returned, "returned", false)]
    public async Task It_opens_a_case_with_a_cause_of_its_own(Kind kind, string cause, bool methodMustChange)
    {
        var (_, order, paid) = await billing.PaidByCard();

        await billing.Reversing(paid, 15, kind);
        var opened = await Opened(order);
        await billing.Service.RunDueWork();

        (opened.AmountDue.ToDecimal(), opened.MethodMustChange).ShouldBe((15m, methodMustChange));
        var mail = (await billing.Service.Raised<DunningStepDue>()).Single(e => e.Source?.Id == order.Id);
        (mail.Template, mail.Cause, mail.MethodMustChange, mail.AmountDue).ShouldBe(("payment_failed_1", cause, methodMustChange, new EventMoney("EUR", 15)));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_chargeback_is_never_retried_on_its_card_and_a_new_card_pays_it_at_once()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        await billing.Reversing(paid);
        var opened = await Opened(order);

        for (var day = 0; day < 8; day++)
        {
            billing.Clock.Advance(TimeSpan.FromDays(1));
            await billing.Service.RunDueWork();
        }

        (await billing.Invoice(paid.Id)).Attempts.Count.ShouldBe(1);
        await billing.AddCard(customer.Id, TestCards.GoodMastercard);
        await billing.Charged(paid.Id, attempts: 2);
        (await dunning.Becomes(opened.Id, Wire.DunningState.Recovered)).AmountRecovered.ToDecimal().ShouldBe(40);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task The_same_card_entered_once_more_is_not_charged_either()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        await billing.Reversing(paid);
        await Opened(order);

        await billing.AddCard(customer.Id, TestCards.Good + "_again");
        await billing.Service.RunDueWork();

        (await billing.Portal(customer.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.Select(m => m.RefusedFor)
            .ShouldBe([Wire.PaymentFailureCause.Disputed, Wire.PaymentFailureCause.Disputed]);
        var tried = await Eventually.Async(() => billing.Invoice(paid.Id), i => i.Attempts.Count == 2 && i.Attempts[1].State == Wire.PaymentAttemptState.Failed, "the try to be refused unsent");
        (tried.State, tried.Attempts[1].Cause, tried.Attempts[1].MethodMustChange).ShouldBe((Wire.InvoiceState.Open, Wire.PaymentFailureCause.Disputed, true));
    }

    [Fact]
    public async Task A_confirmation_that_is_waited_for_is_given_up_when_the_payment_stands_again()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        var due = await billing.Reversing(paid);
        await Opened(order);
        await billing.AddCard(customer.Id, TestCards.Confirmed);
        await Eventually.Async(() => billing.Invoice(paid.Id), i => i.Attempts.Count == 2 && i.Attempts[1].State == Wire.PaymentAttemptState.RequiresAction, "the bank to ask");

        await billing.Restoring(due);
        await billing.Service.RunDueWork();

        var settled = await Eventually.Async(() => billing.Invoice(paid.Id), i => i.Attempts[1].State != Wire.PaymentAttemptState.RequiresAction, "the try to be given up");
        (settled.State, settled.Attempts.Count, settled.AmountPaid.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 2, 40m));
        (await Refused.By(billing.Portal(customer.Id).StartPaymentConfirmationAsync(new Wire.StartPortalPaymentConfirmationRequest { InvoiceId = paid.Id, ReturnUrl = "https://shop.example/" })))
            .Reason.ShouldBe("NO_CONFIRMATION_REQUIRED");
    }

    [Fact]
    public async Task A_dispute_that_was_won_lets_another_invoice_be_charged_again()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        var disputed = await billing.Reversing(paid);
        var opened = await Opened(order);
        var next = await billing.Charged((await billing.Bill(PeriodStarted(order, customer, "2026-02-15", "2026-03-15") with { Sequence = 2, PeriodIndex = 1 })).Id);
        next.Attempts[0].Cause.ShouldBe(Wire.PaymentFailureCause.Disputed);

        await billing.Restoring(disputed);

        await Eventually.Async(() => dunning.Case(opened.Id), c => c is { Cause: Wire.DunningCause.NotPaid, MethodMustChange: false }, "the case to go on for the reason that is left");
    }

    [Fact]
    public async Task What_was_paid_before_and_stands_is_nothing_that_the_case_has_recovered()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        await billing.Reversing(paid, 15);
        var opened = await Opened(order);
        await billing.Service.RunDueWork();
        (await dunning.Case(opened.Id)).AmountRecovered.ToDecimal().ShouldBe(0);

        await billing.AddCard(customer.Id, TestCards.GoodMastercard);

        (await dunning.Becomes(opened.Id, Wire.DunningState.Recovered)).AmountRecovered.ToDecimal().ShouldBe(15);
    }

    [Fact]
    public async Task Where_there_is_no_service_nothing_is_announced_that_cannot_happen()
    {
        var customer = await billing.Known();
        var draft = await billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = customer.Id.ToString(), Lines = { new Wire.DraftLine { Description = "Mat", Quantity = 1, UnitPrice = Money.From(12, "EUR") } },
        });
        var due = await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = draft.Id });
        await billing.Pay(due, 12);

        await billing.Reversing(await billing.Invoice(due.Id), null, Kind.Returned);

        var opened = await Eventually.Async(async () => (await dunning.List()).Where(c => c.CustomerId == customer.Id.ToString()).ToList(), cases => cases.Count == 1, "a case");
        opened[0].Schedule.Steps.Select(s => s.Kind).ShouldBeSubsetOf([Wire.DunningStepKind.Mail, Wire.DunningStepKind.Retry, Wire.DunningStepKind.Banner]);
        opened[0].Schedule.FinalAction.ShouldBe(Wire.DunningFinalAction.Keep);
    }

    [Fact]
    public async Task Where_another_card_is_the_default_by_then_the_schedule_charges_that()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        await billing.AddCard(customer.Id, TestCards.GoodMastercard);

        await billing.Reversing(paid);

        (await Opened(order)).MethodMustChange.ShouldBeFalse();
        (await billing.Invoice(paid.Id)).Attempts.Count.ShouldBe(1, "nothing is charged by the chargeback itself");
    }

    [Fact]
    public async Task What_was_recovered_is_so_no_more_and_again_when_it_is_paid_after_all()
    {
        var failed = await dunning.Fail(TestCards.Expired);
        await billing.Pay(failed.Invoice, 40);
        await dunning.Becomes(failed.Id, Wire.DunningState.Recovered);

        var due = await billing.Reversing(await billing.Invoice(failed.Invoice.Id), null, Kind.Returned);
        var later = await Eventually.Async(() => dunning.List(failed.Order.Id), cases => cases.Count == 2, "a second case");
        var first = await dunning.Becomes(failed.Id, Wire.DunningState.Resolved);
        (first.AmountRecovered.ToDecimal(), first.AmountDue.ToDecimal()).ShouldBe((0m, 0m));
        var second = later.Single(c => c.Id != failed.Id);
        (second.Cause, second.AmountDue.ToDecimal()).ShouldBe((Wire.DunningCause.Returned, 40m));
        (await Lost(failed.Id)).ShouldBe(1);

        await billing.Restoring(due);
        await dunning.Becomes(second.Id, Wire.DunningState.Recovered);
        await dunning.Becomes(failed.Id, Wire.DunningState.Recovered);

        // And once more: both had been recovered by the payment.
        await billing.Reversing(await billing.Invoice(failed.Invoice.Id), null, Kind.Returned);
        await dunning.Becomes(second.Id, Wire.DunningState.Resolved);
        await dunning.Becomes(failed.Id, Wire.DunningState.Resolved);
        await Eventually.Async(() => dunning.List(failed.Order.Id), cases => cases.Count == 3, "a third case");
        (await Lost(failed.Id), await Lost(second.Id)).ShouldBe((2, 1));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_running_case_takes_the_invoice_in_and_goes_on_where_it_stood()
    {
        var (customer, order, paid) = await billing.PaidByCard();
        await billing.AddCard(customer.Id, TestCards.InsufficientFunds);
        await billing.Charged((await billing.Bill(PeriodStarted(order, customer, "2026-02-15", "2026-03-15") with { Sequence = 2 })).Id);
        var running = await Opened(order);
        await billing.Service.RunDueWork();

        var due = await billing.Reversing(paid);
        var both = await Eventually.Async(() => dunning.Case(running.Id), c => c.AmountDue.ToDecimal() == 80 && c.Cause == Wire.DunningCause.Disputed, "the case to take both");
        (both.MethodMustChange, both.StepsDone).ShouldBe((false, 1));
        (await dunning.List(order.Id)).ShouldHaveSingleItem();

        // Won: what is left is due for the reason that it was before.
        await billing.Restoring(due);
        var left = await Eventually.Async(() => dunning.Case(running.Id), c => c.AmountDue.ToDecimal() == 40 && c.Cause == Wire.DunningCause.InsufficientFunds, "the case to go on");
        left.State.ShouldBe(Wire.DunningState.Active);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_was_registered_by_mistake_waits_for_its_due_date_as_any_transfer_does()
    {
        var plan = PlanChanged() with { CloseAfterUnpaidDays = 30 };
        await billing.Deliver(plan);
        var (customer, order) = (Customer(), Order());
        var invoice = await billing.Bill(PeriodStarted(order, customer) with { Sequence = 1, PlanId = plan.AggregateId });
        await billing.Pay(invoice, 40);

        await billing.Reversing(await billing.Invoice(invoice.Id), null, Kind.RegisteredByMistake);
        await Taken<PaymentReversed>(invoice.Id);
        await billing.Service.RunDueWork();
        (await dunning.List(order.Id)).ShouldBeEmpty();

        billing.Clock.Advance(TimeSpan.FromDays(31));
        await billing.Service.RunDueWork();
        (await dunning.List(order.Id)).ShouldHaveSingleItem().Cause.ShouldBe(Wire.DunningCause.NotPaid);
    }

    [Fact]
    public async Task What_was_registered_by_mistake_had_ended_no_recovery()
    {
        var failed = await dunning.Fail(TestCards.Stolen);
        await billing.Pay(failed.Invoice, 40);
        await dunning.Becomes(failed.Id, Wire.DunningState.Recovered);

        await billing.Reversing(await billing.Invoice(failed.Invoice.Id), null, Kind.RegisteredByMistake);

        var cases = await Eventually.Async(() => dunning.List(failed.Order.Id), c => c.Count == 2, "its recovery to go on");
        cases.Single(c => c.Id != failed.Id).Cause.ShouldBe(Wire.DunningCause.NotPaid);
    }

    [Fact]
    public async Task An_exempt_customer_has_no_case()
    {
        var (customer, order, paid) = await billing.PaidByTransfer();
        await billing.Deliver(CustomerChanged(customer));
        await dunning.Staff.SetDunningExemptionAsync(new() { CustomerId = customer.Id.ToString(), Exempt = true, Reason = "A partner" });

        await billing.Reversing(paid, null, Kind.Returned);
        await Taken<PaymentReversed>(paid.Id);

        (await dunning.List(order.Id)).ShouldBeEmpty();
        (await billing.Invoice(paid.Id)).AmountDue.ToDecimal().ShouldBe(40);
    }

    /// <summary>Waits until dunning has taken in what became of the invoice's payments.</summary>
    private async Task Taken<TEvent>(string invoice)
        where TEvent : class, IEvent
    {
        foreach (var e in (await billing.Service.Raised<TEvent>()).Where(e => e.AggregateId.ToString() == invoice))
        {
            await billing.Service.Handled(e.EventId);
        }
    }

    private async Task<int> Lost(string caseId) => (await billing.Service.Raised<DunningRecoveryLost>()).Count(e => e.AggregateId.ToString() == caseId);

    private async Task<Wire.DunningCase> Opened(Subject order) => (await Eventually.Async(() => dunning.List(order.Id), cases => cases.Count > 0, "a case to be opened"))[0];
}
