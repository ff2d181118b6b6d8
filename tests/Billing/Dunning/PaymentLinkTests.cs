using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Dunning;

/// <summary>domain.md A3 32-35, C15d: what a mail's link allows without sign-in, and nothing else.</summary>
public sealed class PaymentLinkTests
{
    [Fact]
    public async Task A_link_shows_what_is_due_and_a_card_entered_there_pays_it()
    {
        await using var billing = await BillingUnderTest.Start();
        var (dunning, opened, token) = await Mailed(billing, TestCards.Expired);
        var links = Links(billing);

        var seen = await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token });
        (seen.Status.AmountDue.ToDecimal(), seen.Status.Cause, seen.Status.CanRetry, seen.CustomerName, seen.Provider)
            .ShouldBe((40, Wire.DunningCause.ExpiredCard, false, "Ada Lovelace", "sandbox"));
        var pending = await links.AddPaymentMethodByPaymentLinkAsync(new Wire.AddPaymentMethodByPaymentLinkRequest { Token = token, PaymentToken = TestCards.Good, RequestId = "once" });
        pending.Status.Pending.ShouldBeTrue();
        await billing.Charged(opened.Invoice.Id, attempts: 2);

        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token })).Status.State.ShouldBe(Wire.DunningState.Recovered);
        (await Refused.By(links.RetryByPaymentLinkAsync(new Wire.RetryByPaymentLinkRequest { Token = token }))).Reason.ShouldBe("DUNNING_CASE_ENDED");
    }

    [Fact]
    public async Task Looking_at_it_any_number_of_times_uses_nothing_up_and_retry_charges_the_card()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, opened, token) = await Mailed(billing, TestCards.InsufficientFunds);
        var links = Links(billing);

        for (var i = 0; i < 3; i++)
        {
            (await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token })).Status.CanRetry.ShouldBeTrue();
        }

        await links.RetryByPaymentLinkAsync(new Wire.RetryByPaymentLinkRequest { Token = token });
        (await billing.Charged(opened.Invoice.Id, attempts: 2)).Attempts.Count.ShouldBe(2);
        (await billing.Service.Raised<PaymentFailed>()).Select(e => e.Actor.Kind).ShouldBe(["system", "customer"]);
    }

    [Fact]
    public async Task A_day_for_the_next_try_is_chosen_by_the_rules_of_the_portal()
    {
        await using var billing = await BillingUnderTest.Start();
        var (dunning, opened, token) = await Mailed(billing, TestCards.InsufficientFunds);
        var links = Links(billing);

        foreach (var wrong in (Date?[])[null, Date.From(Day("2026-01-15")), Date.From(Day("2026-02-05"))])
        {
            (await Refused.By(links.ScheduleRetryByPaymentLinkAsync(On(wrong)))).Violations.ShouldBe([wrong is null ? "date:REQUIRED" : "date:DATE_OUT_OF_RANGE"]);
        }

        (await links.ScheduleRetryByPaymentLinkAsync(On(Date.From(Day("2026-01-17"))))).Status.RetryDate.ShouldBe(Date.From(Day("2026-01-17")));

        var chosen = (await billing.Service.Raised<DunningCaseChanged>()).ShouldHaveSingleItem();
        (chosen.Change, chosen.Date, chosen.Actor.Kind, chosen.Actor.Id).ShouldBe(("retry_scheduled", Day("2026-01-17"), "customer", opened.Customer.Id.ToString()));
        (await dunning.Walk(opened.Id, days: 2)).ShouldBe(["2026-01-17 attempt 2"]);
        await billing.Pay(opened.Invoice, 40);
        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (await Refused.By(links.ScheduleRetryByPaymentLinkAsync(On(Date.From(Day("2026-01-20")))))).Reason.ShouldBe("DUNNING_CASE_ENDED");
        (await Refused.By(links.ScheduleRetryByPaymentLinkAsync(new() { Token = Flipped(token), Date = Date.From(Day("2026-01-20")) }))).Status.ShouldBe(StatusCode.NotFound);

        Wire.ScheduleRetryByPaymentLinkRequest On(Date? date) => new() { Token = token, Date = date };
    }

    [Fact]
    public async Task No_day_is_chosen_for_a_card_that_is_of_no_use()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, _, token) = await Mailed(billing, TestCards.Expired);

        var refused = await Refused.By(Links(billing).ScheduleRetryByPaymentLinkAsync(new() { Token = token, Date = Date.From(Day("2026-01-17")) }));

        refused.Reason.ShouldBe("METHOD_MUST_CHANGE");
    }

    [Fact]
    public async Task A_link_that_is_changed_by_one_bit_expired_or_unknown_does_not_exist_and_is_not_told()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, _, token) = await Mailed(billing, TestCards.InsufficientFunds);
        var links = Links(billing);

        foreach (var wrong in new[] { Flipped(token), "", "short", new string('a', 5000), token + "a" })
        {
            var refused = await Refused.By(links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = wrong }));
            refused.Status.ShouldBe(StatusCode.NotFound);
            (wrong.Length > 0 && refused.Message.Contains(wrong, StringComparison.Ordinal)).ShouldBeFalse();
        }

        billing.Clock.Advance(TimeSpan.FromDays(30));
        (await Refused.By(links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token }))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Only_applications_may_ask_and_the_token_is_kept_nowhere()
    {
        await using var billing = await BillingUnderTest.Start();
        var (dunning, opened, token) = await Mailed(billing, TestCards.InsufficientFunds);
        var request = new Wire.GetPaymentLinkRequest { Token = token };

        foreach (var other in new[] { billing.Service.Tokens.Staff("billing"), billing.Service.Tokens.Customer("billing", opened.Customer.Id) })
        {
            var refused = await Refused.By(billing.Service.Client<Wire.PaymentLinkService.PaymentLinkServiceClient>(other).GetPaymentLinkAsync(request));
            refused.Status.ShouldBe(StatusCode.PermissionDenied);
        }

        (await dunning.Case(opened.Id)).ToString().ShouldNotContain(token);
    }

    [Fact]
    public async Task Help_is_passed_on_five_times_a_day()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, _, token) = await Mailed(billing, TestCards.InsufficientFunds);
        var links = Links(billing);

        for (var i = 0; i < 5; i++)
        {
            await links.AskForHelpByPaymentLinkAsync(new Wire.AskForHelpByPaymentLinkRequest { Token = token, Message = $"Please call me {i}" });
        }

        (await Refused.By(links.AskForHelpByPaymentLinkAsync(new Wire.AskForHelpByPaymentLinkRequest { Token = token, Message = "Again" }))).Status
            .ShouldBe(StatusCode.ResourceExhausted);
        var asked = (await billing.Service.Raised<DunningCaseChanged>()).ToList();
        asked.Count.ShouldBe(5);
        (asked[0].Change, asked[0].Reason, asked[0].Actor.Kind).ShouldBe(("help_asked", "Please call me 0", "customer"));
        billing.Clock.Advance(TimeSpan.FromDays(1));
        await links.AskForHelpByPaymentLinkAsync(new Wire.AskForHelpByPaymentLinkRequest { Token = token, Message = "The next day" });
    }

    [Fact]
    public async Task A_request_id_that_came_by_another_link_is_not_answered_with_what_was_done_there()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, _, one) = await Mailed(billing, TestCards.InsufficientFunds);
        var (_, _, other) = await Mailed(billing, TestCards.InsufficientFunds);
        var request = new Wire.AskForHelpByPaymentLinkRequest { Token = one, Message = "Please call me", RequestId = Guid.CreateVersion7().ToString() };
        var first = await Links(billing).AskForHelpByPaymentLinkAsync(request);
        (await Links(billing).AskForHelpByPaymentLinkAsync(request)).ShouldBe(first);

        request.Token = other;
        (await Refused.By(Links(billing).AskForHelpByPaymentLinkAsync(request))).Violations.ShouldBe(["request_id:REUSED"]);

        request.RequestId = Guid.CreateVersion7().ToString();
        await Links(billing).AskForHelpByPaymentLinkAsync(request);
        (await billing.Service.Raised<DunningCaseChanged>()).Count(e => e.Change == "help_asked").ShouldBe(2);
    }

    [Fact]
    public async Task What_staff_have_ended_stays_due_and_the_link_and_the_portal_say_so()
    {
        await using var billing = await BillingUnderTest.Start();
        var (dunning, opened, token) = await Mailed(billing, TestCards.InsufficientFunds);
        var (links, portal) = (Links(billing), billing.Portal(opened.Customer.Id));

        await dunning.Staff.ResolveDunningCaseAsync(new Wire.ResolveDunningCaseRequest { Id = opened.Id, Reason = "Promised by telephone" });

        var seen = (await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token })).Status;
        (seen.State, seen.AmountDue.ToDecimal(), seen.CanRetry).ShouldBe((Wire.DunningState.Resolved, 40, false));
        var due = await portal.GetDunningAsync(new Wire.GetPortalDunningRequest());
        due.Cases.ShouldBeEmpty();
        due.OtherInvoices.Select(i => (i.Id, i.Number, i.AmountDue.ToDecimal())).ShouldBe([(opened.Invoice.Id, "INV/2026/00001", 40)]);

        await billing.Pay(opened.Invoice, 40);
        (await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token })).Status.AmountDue.ToDecimal().ShouldBe(0);
        (await portal.GetDunningAsync(new Wire.GetPortalDunningRequest())).OtherInvoices.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_portal_names_each_open_invoice_once_with_its_case_or_beside_any()
    {
        await using var billing = await BillingUnderTest.Start();
        var (_, opened, _) = await Mailed(billing, TestCards.InsufficientFunds);
        var byTransfer = await billing.Bill(PeriodStarted());

        var due = await billing.Portal(opened.Customer.Id).GetDunningAsync(new Wire.GetPortalDunningRequest());
        due.Cases.ShouldHaveSingleItem().Invoices.ShouldHaveSingleItem().Id.ShouldBe(opened.Invoice.Id);
        due.OtherInvoices.ShouldBeEmpty();

        var other = await billing.Portal(Guid.Parse(byTransfer.CustomerId)).GetDunningAsync(new Wire.GetPortalDunningRequest());
        other.Cases.ShouldBeEmpty();
        other.OtherInvoices.ShouldHaveSingleItem().Id.ShouldBe(byTransfer.Id);
    }

    private static async Task<(DunningUnderTest Dunning, FailedPayment Opened, string Token)> Mailed(BillingUnderTest billing, string card)
    {
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(card);
        await billing.Service.RunDueWork();
        return (dunning, opened, (await billing.Service.Raised<DunningStepDue>())[^1].LinkToken);
    }

    private static Wire.PaymentLinkService.PaymentLinkServiceClient Links(BillingUnderTest billing) =>
        billing.Service.Client<Wire.PaymentLinkService.PaymentLinkServiceClient>(billing.Service.Tokens.Application("billing"));

    private static string Flipped(string token) => (char)(token[0] ^ 1) + token[1..];
}
