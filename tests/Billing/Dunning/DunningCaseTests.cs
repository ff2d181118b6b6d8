using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Dunning;

/// <summary>domain.md A3 30-36, C9-C11: what a case does from the failure to its end.</summary>
public sealed class DunningCaseTests
{
    [Theory]
    [InlineData(TestCards.Expired, "expired_card", true)]
    [InlineData(TestCards.WrongDetails, "wrong_details", true)]
    [InlineData(TestCards.InsufficientFunds, "insufficient_funds", false)]
    [InlineData(TestCards.LimitExceeded, "limit_exceeded", false)]
    [InlineData(TestCards.Declined, "unknown", false)]
    [InlineData(TestCards.Stolen, "unknown", true)]
    public async Task A_failure_of_any_cause_opens_a_case_at_once_and_the_first_mail_goes(string card, string cause, bool methodMustChange)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);

        var opened = await dunning.Fail(card);
        await billing.Service.RunDueWork();

        var started = (await billing.Service.Raised<DunningStarted>()).ShouldHaveSingleItem();
        (started.Cause, started.AmountDue, started.Subject.Number, started.Source!.Number).ShouldBe((cause, new EventMoney("EUR", 40), "DUN/2026/00001", "S00042"));
        var mail = (await billing.Service.Raised<DunningStepDue>()).ShouldHaveSingleItem();
        (mail.Step, mail.Template, mail.Cause, mail.MethodMustChange, mail.AmountDue).ShouldBe(("mail", "payment_failed_1", cause, methodMustChange, new EventMoney("EUR", 40)));
        mail.Invoices.ShouldHaveSingleItem().Number.ShouldBe("INV/2026/00001");
        mail.LinkToken.Length.ShouldBe(43);
        (mail.RestrictDate, mail.FinalDate, mail.FinalAction).ShouldBe((null, Day("2026-02-05"), "close"));
        (await dunning.Case(opened.Id)).Entries.Select(e => e.Kind).ShouldBe(["opened", "mail"]);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_default_schedule_walks_day_by_day_to_its_final_action(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);

        var seen = await dunning.Walk(opened.Id, days: 22, known: []);

        seen.ShouldBe(
        [
            "2026-01-15 mail payment_failed_1",
            "2026-01-16 attempt 2",
            "2026-01-18 attempt 3",
            "2026-01-18 mail payment_failed_2",
            "2026-01-21 attempt 4",
            "2026-01-22 mail payment_failed_3",
            "2026-01-22 banner",
            "2026-01-26 notice restriction_notice",
            "2026-01-28 attempt 5",
            "2026-01-29 restrict",
            "2026-02-02 notice final_notice",
            "2026-02-04 attempt 6",
            "2026-02-05 exhausted close",
        ]);
        var notice = (await billing.Service.Raised<DunningStepDue>()).Single(e => e.Template == "restriction_notice");
        (notice.RestrictDate, notice.FinalDate).ShouldBe((Day("2026-01-29"), Day("2026-02-05")));
        (await dunning.Case(opened.Id)).State.ShouldBe(Wire.DunningState.Exhausted);
    }

    [Theory]
    [InlineData(TestCards.FailsOnce, "2026-01-16 attempt 2")]
    [InlineData(TestCards.FailsTwice, "2026-01-18 attempt 3")]
    [InlineData(TestCards.FailsThreeTimes, "2026-01-21 attempt 4")]
    public async Task A_card_that_pays_after_some_failures_is_recovered_by_the_retry_after_them(string card, string last)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(card);

        var seen = await dunning.Walk(opened.Id, days: 10);

        seen.Last(s => s.Contains("attempt", StringComparison.Ordinal)).ShouldBe(last);
        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (await billing.BankCharges()).Count(c => c.Cause is null).ShouldBe(1);
        await billing.AddCard(opened.Customer.Id, card + "_another");
        var other = await billing.Charged((await billing.Bill(PeriodStarted(Order(), opened.Customer) with { Sequence = 1 })).Id);
        other.Attempts[0].State.ShouldBe(Wire.PaymentAttemptState.Failed, "each card counts for itself");
    }

    [Fact]
    public async Task What_becomes_of_a_retry_names_the_case_whose_chatter_it_stands_in()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.FailsTwice);

        await dunning.Walk(opened.Id, days: 4);

        (await billing.Service.Raised<PaymentFailed>()).Select(e => e.DunningCaseId).ShouldBe([null, Guid.Parse(opened.Id)], "the first one opened it");
        (await billing.Service.Raised<PaymentSucceeded>()).ShouldHaveSingleItem().DunningCaseId.ShouldBe(Guid.Parse(opened.Id));
    }

    [Fact]
    public async Task A_hard_decline_is_never_tried_again_before_the_method_changes()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);

        (await dunning.Walk(opened.Id, days: 22)).Where(s => s.Contains("attempt", StringComparison.Ordinal)).ShouldBeEmpty();

        (await billing.BankCharges()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_card_charges_what_is_open_at_once_and_ends_the_case()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Expired);

        await billing.AddCard(opened.Customer.Id, TestCards.Good);
        await billing.Charged(opened.Invoice.Id, attempts: 2);

        var over = await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (over.AmountDue.ToDecimal(), over.AmountRecovered.ToDecimal(), over.NextStepTime).ShouldBe((0, 40, null));
        var resolved = (await billing.Service.Raised<DunningResolved>()).ShouldHaveSingleItem();
        (resolved.Resolution, resolved.Recovered).ShouldBe(("paid", new EventMoney("EUR", 40)));
        (await dunning.Walk(opened.Id, days: 22)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("transfer", Wire.DunningState.Recovered, "paid")]
    [InlineData("account credit", Wire.DunningState.Recovered, "paid")]
    [InlineData("credit note", Wire.DunningState.Recovered, "settled")]
    [InlineData("void", Wire.DunningState.Recovered, "settled")]
    [InlineData("uncollectible", Wire.DunningState.Resolved, "written_off")]
    [InlineData("write off", Wire.DunningState.Resolved, "written_off")]
    [InlineData("by hand", Wire.DunningState.Resolved, "by_staff")]
    public async Task A_case_ends_whichever_way_its_invoice_does(string way, Wire.DunningState state, string resolution)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);

        switch (way)
        {
            case "transfer":
                await billing.Pay(opened.Invoice, 40);
                break;
            case "account credit":
                await billing.Deliver(CustomerChanged(opened.Customer));
                await billing.Give(opened.Customer.Id, 50);
                await billing.Staff.ApplyAccountCreditAsync(new Wire.ApplyAccountCreditRequest { InvoiceId = opened.Invoice.Id });
                break;
            case "credit note":
                await billing.CreditWhole(opened.Invoice);
                break;
            case "void":
                await billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = opened.Invoice.Id, Reason = "Billed in error" });
                break;
            case "write off":
                await dunning.Staff.WriteOffDunningCaseAsync(new Wire.WriteOffDunningCaseRequest { Id = opened.Id, Reason = "Gone" });
                break;
            case "by hand":
                await dunning.Staff.ResolveDunningCaseAsync(new Wire.ResolveDunningCaseRequest { Id = opened.Id, Reason = "As agreed" });
                break;
            default:
                await billing.Staff.MarkUncollectibleAsync(new Wire.MarkUncollectibleRequest { InvoiceId = opened.Invoice.Id, Reason = "Gone" });
                break;
        }

        await dunning.Becomes(opened.Id, state);
        (await billing.Service.Raised<DunningResolved>()).ShouldHaveSingleItem().Resolution.ShouldBe(resolution);
    }

    [Theory]
    [InlineData("by hand")]
    [InlineData("write off")]
    public async Task What_staff_had_ended_is_recovered_when_it_is_paid_after_all(string way)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        if (way == "by hand")
        {
            await dunning.Staff.ResolveDunningCaseAsync(new Wire.ResolveDunningCaseRequest { Id = opened.Id, Reason = "Promised by telephone" });
        }
        else
        {
            await dunning.Staff.WriteOffDunningCaseAsync(new Wire.WriteOffDunningCaseRequest { Id = opened.Id, Reason = "Gone" });
        }

        await billing.Pay(opened.Invoice, 15);
        await billing.Service.Handled((await billing.Service.Raised<PaymentSucceeded>()).Last().EventId);
        (await dunning.Case(opened.Id)).State.ShouldBe(Wire.DunningState.Resolved, "25 are due still");
        await billing.Pay(opened.Invoice, 25);

        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (await billing.Service.Raised<DunningResolved>()).Last().ShouldSatisfyAllConditions(
            e => e.Resolution.ShouldBe("paid"), e => e.Recovered.ShouldBe(new EventMoney("EUR", 40)), e => e.Actor.Kind.ShouldBe("system"));
    }

    [Fact]
    public async Task Several_unpaid_invoices_of_a_subscription_are_one_case_and_one_mail()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        await billing.Service.RunDueWork();

        billing.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 17, 10, 0, 0, TimeSpan.Zero));
        var second = await billing.Bill(PeriodStarted(opened.Order, opened.Customer, "2026-01-17", "2026-02-17") with { PeriodIndex = 1, Sequence = 2 });
        await billing.Charged(second.Id);
        await Eventually.Async(() => dunning.Case(opened.Id), c => c.Invoices.Count == 2, "the second invoice to join");

        (await dunning.List()).ShouldHaveSingleItem().AmountDue.ToDecimal().ShouldBe(80);
        await dunning.Walk(opened.Id, days: 2);
        (await billing.Service.Raised<DunningStepDue>()).Select(e => (e.Template, e.Invoices.Count)).ShouldBe([("payment_failed_1", 1), ("payment_failed_2", 2)]);

        await billing.Pay(opened.Invoice, 40);
        (await dunning.Case(opened.Id)).State.ShouldBe(Wire.DunningState.Active);
        await billing.Pay(second, 40);
        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
    }

    [Fact]
    public async Task A_pause_an_extension_and_a_late_run_move_what_follows_and_lose_no_day_of_notice()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);
        await dunning.Walk(opened.Id, days: 1);

        await dunning.Staff.PauseDunningCaseAsync(new Wire.PauseDunningCaseRequest { Id = opened.Id, Reason = "On holiday" });
        (await dunning.Walk(opened.Id, days: 5)).ShouldBeEmpty();
        await dunning.Staff.ResumeDunningCaseAsync(new Wire.ResumeDunningCaseRequest { Id = opened.Id });
        await dunning.Staff.ExtendDunningCaseAsync(new Wire.ExtendDunningCaseRequest { Id = opened.Id, Days = 10, Reason = "As agreed" });
        (await dunning.Walk(opened.Id, days: 17)).ShouldBe(["2026-02-02 mail payment_failed_2", "2026-02-06 mail payment_failed_3", "2026-02-06 banner"]);

        // The run that would send the notice comes four days late.
        billing.Clock.Advance(TimeSpan.FromDays(7));
        (await dunning.Walk(opened.Id, days: 4)).ShouldBe(["2026-02-14 notice restriction_notice", "2026-02-17 restrict"]);
        (await billing.Service.Raised<DunningStepDue>()).Single(e => e.Step == "notice").RestrictDate.ShouldBe(Day("2026-02-17"));
    }

    [Fact]
    public async Task A_mail_that_comes_back_stops_the_clock_and_asks_staff()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);
        await billing.Service.RunDueWork();

        await billing.Deliver(Bounced(opened));

        var stopped = await dunning.Case(opened.Id);
        (stopped.State, stopped.Attention).ShouldBe((Wire.DunningState.Paused, Wire.DunningAttention.MailBounced));
        (await dunning.Walk(opened.Id, days: 22)).ShouldBeEmpty();
        (await dunning.Staff.ListDunningCasesAsync(new Wire.ListDunningCasesRequest { NeedsAttention = true })).Cases.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Mails_that_were_delivered_together_are_entered_in_their_cases_once_however_often_it_is_heard()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var (first, second) = (await dunning.Fail(TestCards.Stolen), await dunning.Fail(TestCards.Stolen));
        await billing.Service.RunDueWork();
        NoticeDelivered[] notices = [Delivered(first, "payment_failed_1"), Delivered(second, "payment_failed_1"), Delivered(first, "payment_failed_2")];

        await billing.Deliver(new NoticesDelivered(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, [.. notices, AboutNothing()]));
        // Another service could not handle them together.
        await billing.Deliver(notices[0]);

        (await Entered(first)).ShouldBe(["payment_failed_1", "payment_failed_2"]);
        (await Entered(second)).ShouldBe(["payment_failed_1"]);

        async Task<IEnumerable<string>> Entered(FailedPayment opened) => (await dunning.Case(opened.Id)).Entries.Where(e => e.Kind == "delivered").Select(e => e.Template);
    }

    [Fact]
    public async Task A_notice_that_arrived_too_late_is_written_anew_by_itself_and_promises_another_day()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);
        (await dunning.Walk(opened.Id, days: 14))[^1].ShouldBe("2026-01-29 restrict");
        var asked = billing.Clock.GetUtcNow();
        await billing.Deliver(Withheld(opened, "restrict", "NO_NOTICE", asked));
        (await dunning.Case(opened.Id)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(Wire.DunningState.Paused), c => c.Attention.ShouldBe(Wire.DunningAttention.NoNotice));
        (await dunning.Walk(opened.Id, days: 2)).ShouldBeEmpty();

        await billing.Deliver(Withheld(opened, "restrict", "NOTICE_LATE", billing.Clock.GetUtcNow()));
        // What was said of the old one is over, also when it is heard of now.
        await billing.Deliver(Withheld(opened, "restrict", "NO_NOTICE", asked));

        (await dunning.Walk(opened.Id, days: 7)).ShouldBe(["2026-01-31 notice restriction_notice", "2026-02-03 restrict", "2026-02-07 notice final_notice"]);
        (await billing.Service.Raised<DunningStepDue>()).Where(e => e.Template == "restriction_notice").Select(e => e.RestrictDate).ShouldBe([Day("2026-01-29"), Day("2026-02-03")]);
        (await dunning.Case(opened.Id)).Attention.ShouldBe(Wire.DunningAttention.Unspecified);
    }

    [Theory]
    [InlineData("NO_NOTICE", true)]
    [InlineData("NOTICE_BOUNCED", true)]
    [InlineData("NOTICE_LATE", false)]
    public async Task An_end_that_was_not_announced_in_time_is_announced_anew(string reason, bool asksStaff)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);
        (await dunning.Walk(opened.Id, days: 21))[^1].ShouldBe("2026-02-05 exhausted close");

        var known = await dunning.Known(opened.Id);
        await billing.Deliver(Withheld(opened, "close", reason, billing.Clock.GetUtcNow()));

        var withheld = await dunning.Case(opened.Id);
        withheld.EndTime.ShouldBeNull();
        if (asksStaff)
        {
            (withheld.State, withheld.Attention).ShouldBe((Wire.DunningState.Paused, Wire.DunningAttention.NoNotice));
            (await dunning.Walk(opened.Id, days: 2)).ShouldBeEmpty();
            await dunning.Staff.ResumeDunningCaseAsync(new Wire.ResumeDunningCaseRequest { Id = opened.Id });
        }

        var days = asksStaff ? 7 : 5;
        // The service's own loop may have announced it already.
        (await dunning.Walk(opened.Id, days: 4, known: known)).ShouldBe([$"2026-02-0{days} notice final_notice", $"2026-02-{days + 3:00} exhausted close"]);
        (await billing.Service.Raised<DunningStepDue>()).Last(e => e.Template == "final_notice").FinalDate.ShouldBe(new DateOnly(2026, 2, days + 3));
        (await dunning.Case(opened.Id)).State.ShouldBe(Wire.DunningState.Exhausted);
    }

    [Fact]
    public async Task An_extension_and_a_pause_move_the_day_that_was_promised()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        await dunning.Walk(opened.Id, days: 11);
        var portal = billing.Portal(opened.Customer.Id);
        (await Promised()).ShouldBe(Day("2026-01-29"));

        await dunning.Staff.ExtendDunningCaseAsync(new Wire.ExtendDunningCaseRequest { Id = opened.Id, Days = 10, Reason = "As agreed" });
        (await Promised()).ShouldBe(Day("2026-02-08"));
        (await Refused.By(portal.ScheduleDunningRetryAsync(Retry("2026-02-08")))).Violations.ShouldBe(["date:DATE_OUT_OF_RANGE"]);
        (await portal.ScheduleDunningRetryAsync(Retry("2026-02-07"))).RetryDate.ShouldBe(Date.From(Day("2026-02-07")));

        await dunning.Staff.PauseDunningCaseAsync(new Wire.PauseDunningCaseRequest { Id = opened.Id, Reason = "Ill" });
        (await Promised()).ShouldBeNull();
        billing.Clock.Advance(TimeSpan.FromDays(2));
        await dunning.Staff.ResumeDunningCaseAsync(new Wire.ResumeDunningCaseRequest { Id = opened.Id });
        (await Promised()).ShouldBe(Day("2026-02-10"));

        (await billing.Service.Raised<DunningCaseChanged>()).Where(e => e.Change != "retry_scheduled").Select(e => (e.Change, e.RestrictDate, e.FinalDate)).ShouldBe(
        [
            ("extended", Day("2026-02-08"), Day("2026-02-15")),
            ("paused", null, null),
            ("resumed", Day("2026-02-10"), Day("2026-02-17")),
        ]);

        async Task<DateOnly?> Promised()
        {
            var seen = (await portal.GetDunningAsync(new Wire.GetPortalDunningRequest())).Cases.ShouldHaveSingleItem().RestrictDate;
            (await dunning.Case(opened.Id)).RestrictDate.ShouldBe(seen);
            return seen?.ToDateOnly();
        }

        Wire.SchedulePortalDunningRetryRequest Retry(string day) => new() { CaseId = opened.Id, Date = Date.From(Day(day)) };
    }

    [Fact]
    public async Task After_a_campaign_that_keeps_the_subscription_the_next_case_asks_for_all_that_is_due()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        await Keep(dunning);
        var first = await dunning.Fail(TestCards.Stolen);
        await dunning.Walk(first.Id, days: 22);
        var link = (await billing.Service.Raised<DunningStepDue>()).Last(e => e.LinkToken.Length > 0).LinkToken;
        var next = await billing.Charged((await billing.Bill(PeriodStarted(first.Order, first.Customer, "2026-02-15", "2026-03-15") with { PeriodIndex = 1, Sequence = 2 })).Id);
        var second = (await Eventually.Async(() => dunning.List(first.Order.Id), cases => cases.Count == 2, "another case")).Single(c => c.Id != first.Id);
        await billing.Service.RunDueWork();

        (second.AmountDue.ToDecimal(), second.Invoices.Select(i => i.Number)).ShouldSatisfyAllConditions(
            s => s.Item1.ShouldBe(80), s => s.Item2.ShouldBe([first.Invoice.Number, next.Number], ignoreOrder: true));
        var mail = (await billing.Service.Raised<DunningStepDue>()).Single(e => e.AggregateId.ToString() == second.Id);
        (mail.Template, mail.AmountDue, mail.Invoices.Count).ShouldBe(("payment_failed_1", new EventMoney("EUR", 80), 2));
        (await dunning.Case(first.Id)).State.ShouldBe(Wire.DunningState.Exhausted);
        (await billing.Portal(first.Customer.Id).GetDunningAsync(new Wire.GetPortalDunningRequest())).Cases.ShouldHaveSingleItem().CaseId.ShouldBe(second.Id);
        var links = billing.Service.Client<Wire.PaymentLinkService.PaymentLinkServiceClient>(billing.Service.Tokens.Application("billing"));
        (await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = link })).Status.AmountDue.ToDecimal().ShouldBe(80, "the old link leads to what is due now");

        await billing.AddCard(first.Customer.Id, TestCards.Good);
        await dunning.Becomes(second.Id, Wire.DunningState.Recovered);
        await dunning.Becomes(first.Id, Wire.DunningState.Recovered);
        (await billing.Service.Raised<DunningResolved>()).Select(e => (e.Resolution, e.Recovered.Amount)).ShouldBe([("paid", 80m), ("paid", 0m)]);
        (await dunning.Case(first.Id)).Invoices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("by hand")]
    [InlineData("write off")]
    public async Task A_case_that_was_taken_over_is_recovered_with_the_later_one_also_after_staff_had_ended_that(string way)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        await Keep(dunning);
        var first = await dunning.Fail(TestCards.Stolen);
        await dunning.Walk(first.Id, days: 22);
        var next = await billing.Charged((await billing.Bill(PeriodStarted(first.Order, first.Customer, "2026-02-15", "2026-03-15") with { PeriodIndex = 1, Sequence = 2 })).Id);
        var second = (await Eventually.Async(() => dunning.List(first.Order.Id), cases => cases.Count == 2, "another case")).Single(c => c.Id != first.Id);
        if (way == "by hand")
        {
            await dunning.Staff.ResolveDunningCaseAsync(new Wire.ResolveDunningCaseRequest { Id = second.Id, Reason = "Promised by telephone" });
        }
        else
        {
            await dunning.Staff.WriteOffDunningCaseAsync(new Wire.WriteOffDunningCaseRequest { Id = second.Id, Reason = "Gone" });
        }

        await dunning.Becomes(first.Id, Wire.DunningState.Resolved);
        await billing.Pay(await billing.Invoice(first.Invoice.Id), 40);
        await billing.Service.Handled((await billing.Service.Raised<PaymentSucceeded>()).Last().EventId);
        (await dunning.Case(first.Id)).State.ShouldBe(Wire.DunningState.Resolved, "the later one is not paid");
        await billing.Pay(await billing.Invoice(next.Id), 40);

        await dunning.Becomes(second.Id, Wire.DunningState.Recovered);
        await dunning.Becomes(first.Id, Wire.DunningState.Recovered);
    }

    [Fact]
    public async Task A_customer_chooses_the_day_of_the_next_try()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        await billing.Service.RunDueWork();

        var chosen = await billing.Portal(opened.Customer.Id).ScheduleDunningRetryAsync(
            new Wire.SchedulePortalDunningRetryRequest { CaseId = opened.Id, Date = Date.From(Day("2026-01-20")) });

        chosen.RetryDate.ShouldBe(Date.From(Day("2026-01-20")));
        (await dunning.Walk(opened.Id, days: 7)).ShouldBe(
            ["2026-01-18 mail payment_failed_2", "2026-01-20 attempt 2", "2026-01-21 attempt 3", "2026-01-22 mail payment_failed_3", "2026-01-22 banner"]);
    }

    [Theory]
    [InlineData("2026-01-15")]
    [InlineData("2026-02-05")]
    public async Task A_day_that_is_too_early_or_too_late_is_refused(string day)
    {
        await using var billing = await BillingUnderTest.Start();
        var opened = await new DunningUnderTest(billing).Fail(TestCards.InsufficientFunds);

        var refused = await Refused.By(billing.Portal(opened.Customer.Id).ScheduleDunningRetryAsync(
            new Wire.SchedulePortalDunningRetryRequest { CaseId = opened.Id, Date = Date.From(Day(day)) }));

        refused.Violations.ShouldBe(["date:DATE_OUT_OF_RANGE"]);
    }

    [Fact]
    public async Task Another_customers_case_does_not_exist()
    {
        await using var billing = await BillingUnderTest.Start();
        var opened = await new DunningUnderTest(billing).Fail(TestCards.InsufficientFunds);
        var mallory = billing.Portal(Guid.CreateVersion7());

        (await mallory.GetDunningAsync(new Wire.GetPortalDunningRequest())).Cases.ShouldBeEmpty();
        (await Refused.By(mallory.RetryDunningAsync(new Wire.RetryPortalDunningRequest { CaseId = opened.Id }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(mallory.ScheduleDunningRetryAsync(new Wire.SchedulePortalDunningRetryRequest { CaseId = opened.Id, Date = Date.From(Day("2026-01-20")) })))
            .Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task An_unknown_outcome_is_silent_until_it_is_resolved()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        await billing.Service.RunDueWork();
        await billing.AddCard(opened.Customer.Id, TestCards.KnownAfterAnHour);
        await billing.Service.RunDueWork();
        await billing.Becomes(opened.Invoice.Id, Wire.PaymentAttemptState.Unresolved);

        await billing.Service.Read(db => db.DunningCases.ExecuteUpdateAsync(set => set.SetProperty(c => c.NextStepAt, billing.Clock.GetUtcNow())));
        await billing.Service.RunDueWork();

        (await billing.Service.Raised<DunningStepDue>()).Count.ShouldBe(1);
        (await dunning.Case(opened.Id)).NextStepTime.ToDateTimeOffset().ShouldBe(billing.Clock.GetUtcNow().AddMinutes(15));
    }

    [Fact]
    public async Task A_plan_that_closes_what_is_unpaid_ends_the_case_on_its_day_also_where_no_card_is_charged()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var plan = PlanChanged() with { CloseAfterUnpaidDays = 5 };
        await billing.Deliver(plan);
        var customer = Customer();
        var invoice = await billing.Bill(PeriodStarted(Order(), customer, "2026-01-15", "2026-02-15") with { PlanId = plan.AggregateId, Sequence = 1 });

        billing.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 29, 22, 59, 0, TimeSpan.Zero));
        await billing.Service.RunDueWork();
        (await dunning.List()).ShouldBeEmpty();
        billing.Clock.Advance(TimeSpan.FromMinutes(1));
        await billing.Service.RunDueWork();

        invoice.DueDate.ShouldBe(Date.From(Day("2026-01-29")));
        var opened = (await dunning.List()).ShouldHaveSingleItem();
        (opened.Cause, opened.StartDate, opened.Schedule.FinalDay, opened.Schedule.FinalAction)
            .ShouldBe((Wire.DunningCause.NotPaid, Date.From(Day("2026-01-30")), 4, Wire.DunningFinalAction.Close));
        billing.Clock.Advance(TimeSpan.FromHours(11));
        (await dunning.Walk(opened.Id, days: 6)).ShouldContain("2026-02-03 exhausted close");
    }

    [Fact]
    public async Task Nobody_who_pays_by_transfer_is_dunned_where_the_plan_does_not_close()
    {
        await using var billing = await BillingUnderTest.Start();
        await billing.Bill(PeriodStarted());

        billing.Clock.Advance(TimeSpan.FromDays(90));
        await billing.Service.RunDueWork();

        (await new DunningUnderTest(billing).List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Below_the_threshold_and_for_exempt_customers_no_case_is_opened()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var campaign = await dunning.Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });
        campaign.Schedule.Thresholds.Add(Money.From(40.01m, "EUR"));
        await dunning.Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest { Campaign = campaign });
        var customer = Customer();
        await billing.AddCard(customer.Id, TestCards.InsufficientFunds);

        await billing.Charged((await billing.Bill(PeriodStarted(customer: customer))).Id);
        var failed = (await billing.Service.Raised<PaymentFailed>()).Single();
        await billing.Service.Handled(failed.EventId);

        (await dunning.List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_exempt_customer_is_left_alone_and_running_cases_are_resolved()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        await billing.Deliver(CustomerChanged(opened.Customer));

        await dunning.Staff.SetDunningExemptionAsync(new Wire.SetDunningExemptionRequest { CustomerId = opened.Customer.Id.ToString(), Exempt = true, Reason = "A friend of the house" });
        await dunning.Becomes(opened.Id, Wire.DunningState.Resolved);
        await billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = opened.Invoice.Id });
        await billing.Charged(opened.Invoice.Id, attempts: 2);
        await billing.Service.Handled((await billing.Service.Raised<PaymentFailed>()).Last().EventId);

        (await dunning.List()).ShouldHaveSingleItem().State.ShouldBe(Wire.DunningState.Resolved);
    }

    [Fact]
    public async Task Giving_up_marks_the_invoices_and_money_that_still_comes_is_taken()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);

        await dunning.Staff.WriteOffDunningCaseAsync(new Wire.WriteOffDunningCaseRequest { Id = opened.Id, Reason = "Not worth it" });

        (await billing.Invoice(opened.Invoice.Id)).State.ShouldBe(Wire.InvoiceState.Uncollectible);
        await billing.Pay(opened.Invoice, 40);
        (await billing.Invoice(opened.Invoice.Id)).State.ShouldBe(Wire.InvoiceState.Paid);
        (await Refused.By(dunning.Staff.PauseDunningCaseAsync(new Wire.PauseDunningCaseRequest { Id = opened.Id, Reason = "Too late" }))).Reason.ShouldBe("DUNNING_CASE_NOT_ACTIVE");
    }

    [Fact]
    public async Task A_running_case_keeps_the_schedule_that_it_began_with()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);
        var campaign = await dunning.Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });
        campaign.Schedule = new Wire.DunningSchedule
        {
            Steps = { new Wire.DunningStep { Kind = Wire.DunningStepKind.Mail, Template = "payment_failed_1" } }, FinalDay = 2, FinalAction = Wire.DunningFinalAction.Keep,
        };

        var updated = await dunning.Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest { Campaign = campaign });
        var other = await dunning.Fail(TestCards.Stolen, Order("S00043"));

        updated.ScheduleVersion.ShouldBe(2);
        (await dunning.Case(opened.Id)).ShouldSatisfyAllConditions(c => c.ScheduleVersion.ShouldBe(1), c => c.Schedule.FinalDay.ShouldBe(21));
        (await dunning.Case(other.Id)).ShouldSatisfyAllConditions(c => c.ScheduleVersion.ShouldBe(2), c => c.Schedule.FinalDay.ShouldBe(2));
    }

    [Fact]
    public async Task After_a_campaign_that_keeps_the_subscription_a_new_card_still_recovers_it()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        await Keep(dunning);
        var opened = await dunning.Fail(TestCards.Stolen);
        await dunning.Walk(opened.Id, days: 22);
        (await dunning.Case(opened.Id)).State.ShouldBe(Wire.DunningState.Exhausted);

        await billing.AddCard(opened.Customer.Id, TestCards.Good);
        await billing.Charged(opened.Invoice.Id, attempts: 2);

        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (await billing.Service.Raised<DunningResolved>()).ShouldHaveSingleItem().Resolution.ShouldBe("paid");
    }

    [Fact]
    public async Task A_failure_that_is_heard_of_late_does_not_hide_what_a_later_try_said()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Expired);
        await billing.AddCard(opened.Customer.Id, TestCards.InsufficientFunds);
        await billing.Charged(opened.Invoice.Id, attempts: 2);
        await Eventually.Async(() => dunning.Case(opened.Id), c => c.Cause == Wire.DunningCause.InsufficientFunds, "the second failure to be known");

        var first = (await billing.Service.Raised<PaymentFailed>())[0];
        await billing.Deliver(first with { EventId = Guid.CreateVersion7() });

        var after = await dunning.Case(opened.Id);
        (after.Cause, after.MethodMustChange).ShouldBe((Wire.DunningCause.InsufficientFunds, false));
    }

    [Fact]
    public async Task A_failure_that_is_heard_of_after_staff_have_resolved_its_case_opens_no_other()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        billing.Clock.Advance(TimeSpan.FromMinutes(1));
        await dunning.Staff.ResolveDunningCaseAsync(new Wire.ResolveDunningCaseRequest { Id = opened.Id, Reason = "Pays in cash next week" });

        var failed = (await billing.Service.Raised<PaymentFailed>()).ShouldHaveSingleItem();
        await billing.Deliver(failed with { EventId = Guid.CreateVersion7() });
        (await dunning.List()).ShouldHaveSingleItem();

        // Another try that fails is news.
        await billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = opened.Invoice.Id });
        await billing.Charged(opened.Invoice.Id, attempts: 2);
        await Eventually.Async(() => dunning.List(), cases => cases.Count == 2, "a case for the new failure");
    }

    /// <summary>The default campaign, which then ends nothing.</summary>
    private static async Task Keep(DunningUnderTest dunning)
    {
        var campaign = await dunning.Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });
        campaign.Schedule.FinalAction = Wire.DunningFinalAction.Keep;
        campaign.Schedule.Steps.Remove(campaign.Schedule.Steps.Single(step => step.Template == "final_notice"));
        await dunning.Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest { Campaign = campaign });
    }

    private static DunningActionWithheld Withheld(FailedPayment opened, string step, string reason, DateTimeOffset at) => new(
        Guid.CreateVersion7(), Guid.Parse(opened.Id), new EventActor("system", "system", "System"), at,
        Contracts.Events.Subject.WithoutName(SubjectKinds.DunningCase, Guid.Parse(opened.Id)), opened.Order, opened.Customer, step, reason);

    private static NoticeDelivered Delivered(FailedPayment opened, string template) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, Contracts.Events.Subject.WithoutName(SubjectKinds.DunningCase, Guid.Parse(opened.Id)),
        opened.Customer.Id, template, opened.Customer.Email, Morning, Guid.CreateVersion7());

    private static NoticeDelivered AboutNothing() => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, null, null, "sign_in", "ada@example.com", Morning, Guid.CreateVersion7());

    private static NoticeBounced Bounced(FailedPayment opened) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), new EventActor("system", "system", "System"), Morning, Contracts.Events.Subject.WithoutName(SubjectKinds.DunningCase, Guid.Parse(opened.Id)),
        opened.Customer.Id, "payment_failed_1", opened.Customer.Email, true, "550 no such user", Morning, Guid.CreateVersion7());
}
