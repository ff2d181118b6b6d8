using Billing.Payments.Providers.Sandbox;
using Billing.Tests.Dunning;
using Contracts.Events;
using Grpc.Core;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>domain.md A4 43: the bank asks the customer to confirm a charge, which is no decline.</summary>
public sealed class ConfirmationTests
{
    private const string ReturnUrl = "https://shop.example/portal/invoices/1?confirmed=1";

    [Fact]
    public async Task It_is_no_decline_and_nothing_else_is_charged_while_it_waits()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);

        var asked = await dunning.Fail(TestCards.Confirmed);
        await billing.Service.RunDueWork();
        var invoice = await billing.Invoice(asked.Invoice.Id);
        var opened = await dunning.Case(asked.Id);

        var attempt = invoice.Attempts.ShouldHaveSingleItem();
        (attempt.State, attempt.Cause, attempt.MethodMustChange).ShouldBe((Wire.PaymentAttemptState.RequiresAction, Wire.PaymentFailureCause.Unspecified, false));
        attempt.ConfirmByTime.ToDateTimeOffset().ShouldBe(billing.Clock.GetUtcNow() + TimeSpan.FromHours(24));
        (opened.Cause, opened.MethodMustChange, opened.State).ShouldBe((Wire.DunningCause.ConfirmationRequired, false, Wire.DunningState.Active));
        (await billing.Service.Raised<PaymentFailed>()).ShouldBeEmpty();
        (await billing.Service.Raised<PaymentConfirmationRequested>()).ShouldHaveSingleItem().Amount.Amount.ShouldBe(40);
        var mail = (await billing.Service.Raised<DunningStepDue>()).ShouldHaveSingleItem();
        (mail.Template, mail.Cause, mail.MethodMustChange).ShouldBe(("payment_failed_1", "confirmation_required", false));
        (await Refused.By(billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = invoice.Id }))).Reason.ShouldBe("CONFIRMATION_REQUIRED");
        (await Refused.By(dunning.Staff.RetryDunningCaseAsync(new Wire.RetryDunningCaseRequest { Id = asked.Id }))).Reason.ShouldBe("CONFIRMATION_REQUIRED");
        (await billing.BankCharges()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(TestCards.Confirmed, true, Wire.PaymentAttemptState.Succeeded, Wire.PaymentFailureCause.Unspecified)]
    [InlineData(TestCards.ConfirmedAndDeclined, true, Wire.PaymentAttemptState.Failed, Wire.PaymentFailureCause.InsufficientFunds)]
    [InlineData(TestCards.Confirmed, false, Wire.PaymentAttemptState.Failed, Wire.PaymentFailureCause.NotConfirmed)]
    public async Task What_the_customer_answers_decides_it(string card, bool confirmed, Wire.PaymentAttemptState state, Wire.PaymentFailureCause cause)
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var asked = await dunning.Fail(card);
        var portal = billing.Portal(asked.Customer.Id);

        var token = await Page(portal, asked);
        var bank = Bank(billing);
        var page = await bank.GetSandboxConfirmationAsync(new Wire.GetSandboxConfirmationRequest { Token = token });
        await bank.AnswerSandboxConfirmationAsync(new Wire.AnswerSandboxConfirmationRequest { Token = token, Confirmed = confirmed });
        var second = await bank.AnswerSandboxConfirmationAsync(new Wire.AnswerSandboxConfirmationRequest { Token = token, Confirmed = !confirmed });
        await portal.FinishPaymentConfirmationAsync(new Wire.FinishPortalPaymentConfirmationRequest { InvoiceId = asked.Invoice.Id });
        await billing.Service.RunDueWork();
        var attempt = (await billing.Becomes(asked.Invoice.Id, state)).Attempts.ShouldHaveSingleItem();

        (page.Waiting, page.Amount.ToDecimal(), page.ReturnUrl, second.Waiting).ShouldBe((true, 40, ReturnUrl, false));
        (attempt.Cause, attempt.MethodMustChange).ShouldBe((cause, false));
        if (state == Wire.PaymentAttemptState.Succeeded)
        {
            await dunning.Becomes(asked.Id, Wire.DunningState.Recovered);
        }
        else
        {
            var word = cause == Wire.PaymentFailureCause.NotConfirmed ? Wire.DunningCause.NotConfirmed : Wire.DunningCause.InsufficientFunds;
            await Eventually.Async(() => dunning.Case(asked.Id), c => c.Cause == word, "the case to know");
            (await portal.GetDunningAsync(new())).Cases.ShouldHaveSingleItem().CanRetry.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_customer_who_comes_back_without_an_answer_can_still_confirm_and_is_notified_once()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var asked = await dunning.Fail(TestCards.Confirmed);
        await billing.Service.RunDueWork();
        var token = (await billing.Service.Raised<DunningStepDue>()).Single().LinkToken;
        var links = billing.Service.Client<Wire.PaymentLinkService.PaymentLinkServiceClient>(billing.Service.Tokens.Application("billing"));
        var finish = new Wire.FinishConfirmationByPaymentLinkRequest { Token = token, InvoiceId = asked.Invoice.Id };

        var seen = (await links.GetPaymentLinkAsync(new Wire.GetPaymentLinkRequest { Token = token })).Status;
        var back = (await links.FinishConfirmationByPaymentLinkAsync(finish)).Status;
        await billing.Service.RunDueWork();
        await billing.Becomes(asked.Invoice.Id, Wire.PaymentAttemptState.RequiresAction);
        var page = await links.StartConfirmationByPaymentLinkAsync(
            new Wire.StartConfirmationByPaymentLinkRequest { Token = token, InvoiceId = asked.Invoice.Id, ReturnUrl = ReturnUrl });
        await Bank(billing).AnswerSandboxConfirmationAsync(new Wire.AnswerSandboxConfirmationRequest { Token = page.Url.Split('/')[^1], Confirmed = true });
        await links.FinishConfirmationByPaymentLinkAsync(finish);
        await billing.Service.RunDueWork();
        await dunning.Becomes(asked.Id, Wire.DunningState.Recovered);

        (seen.Pending, seen.CanRetry, seen.ConfirmInvoiceId).ShouldBe((false, false, asked.Invoice.Id));
        (back.Pending, back.ConfirmInvoiceId).ShouldBe((true, ""));
        (await billing.Service.Raised<PaymentConfirmationRequested>()).Count.ShouldBe(1);
        (await billing.BankCharges()).ShouldHaveSingleItem().Confirmation.ShouldBe(SandboxConfirmationState.Given);
    }

    /// <summary>Asked again, the bank would ask the customer again: only the customer can answer.</summary>
    [Fact]
    public async Task What_is_not_confirmed_in_a_day_fails_and_no_retry_of_the_schedule_asks_the_bank_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var asked = await dunning.Fail(TestCards.Confirmed);
        var page = await Page(billing.Portal(asked.Customer.Id), asked);
        await billing.Service.RunDueWork();

        billing.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        await billing.Service.RunDueWork();
        var waiting = await dunning.Case(asked.Id);
        billing.Clock.Advance(TimeSpan.FromMinutes(1));
        await billing.Service.RunDueWork();
        await billing.Becomes(asked.Invoice.Id, Wire.PaymentAttemptState.Failed);
        await Eventually.Async(() => dunning.Case(asked.Id), c => c.Cause == Wire.DunningCause.NotConfirmed, "the case to know");
        (await dunning.Walk(asked.Id, days: 20)).ShouldBe(
        [
            "2026-01-18 mail payment_failed_2",
            "2026-01-22 mail payment_failed_3",
            "2026-01-22 banner",
            "2026-01-26 notice restriction_notice",
            "2026-01-29 restrict",
            "2026-02-02 notice final_notice",
            "2026-02-05 exhausted close",
        ]);

        (waiting.StepsDone, waiting.Cause).ShouldBe((2, Wire.DunningCause.ConfirmationRequired), "the retry of day 1 was passed over");
        (await billing.Service.Raised<DunningStepDue>()).Where(e => e.Step == "mail").Select(e => e.Cause).ShouldBe(["confirmation_required", "not_confirmed", "not_confirmed"]);
        (await billing.BankCharges()).ShouldHaveSingleItem();
        var late = await Bank(billing).AnswerSandboxConfirmationAsync(new Wire.AnswerSandboxConfirmationRequest { Token = page, Confirmed = true });
        late.Waiting.ShouldBeFalse();
    }

    [Fact]
    public async Task Once_it_fails_for_another_cause_the_retries_of_the_schedule_are_made_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var asked = await dunning.Fail(TestCards.ConfirmedAndDeclined);
        var portal = billing.Portal(asked.Customer.Id);
        await Bank(billing).AnswerSandboxConfirmationAsync(new Wire.AnswerSandboxConfirmationRequest { Token = await Page(portal, asked), Confirmed = true });
        await portal.FinishPaymentConfirmationAsync(new Wire.FinishPortalPaymentConfirmationRequest { InvoiceId = asked.Invoice.Id });
        await billing.Service.RunDueWork();
        await Eventually.Async(() => dunning.Case(asked.Id), c => c.Cause == Wire.DunningCause.InsufficientFunds, "the case to know");

        billing.Clock.Advance(TimeSpan.FromDays(1));
        await billing.Service.RunDueWork();

        (await dunning.Case(asked.Id)).Entries.Count(e => e.Kind == "retry").ShouldBe(1);
    }

    [Fact]
    public async Task Another_card_is_charged_in_its_place_at_once()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var asked = await dunning.Fail(TestCards.Confirmed);

        await billing.AddCard(asked.Customer.Id, TestCards.Good);
        await Eventually.Async(
            async () =>
            {
                await billing.Service.RunDueWork();
                return (await billing.Invoice(asked.Invoice.Id)).State == Wire.InvoiceState.Paid;
            },
            "the other card to be charged");

        var charges = await billing.BankCharges();
        charges.Select(c => (c.Token, c.Confirmation)).ShouldBe(
            [(TestCards.Confirmed, SandboxConfirmationState.Declined), (TestCards.Good, SandboxConfirmationState.None)], ignoreOrder: true);
        (await billing.Service.Raised<PaymentFailed>()).ShouldBeEmpty();
        (await billing.Service.Raised<PaymentSucceeded>()).ShouldHaveSingleItem();
        await dunning.Becomes(asked.Id, Wire.DunningState.Recovered);
    }

    [Fact]
    public async Task Only_its_customer_is_led_to_the_bank_and_only_while_it_asks()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        var asked = await dunning.Fail(TestCards.Confirmed);
        var declined = await dunning.Fail(TestCards.InsufficientFunds);
        var token = await Page(billing.Portal(asked.Customer.Id), asked);

        (await Refused.By(Starting(billing.Portal(declined.Customer.Id), asked.Invoice.Id))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(Starting(billing.Portal(declined.Customer.Id), declined.Invoice.Id))).Reason.ShouldBe("NO_CONFIRMATION_REQUIRED");
        (await Refused.By(Starting(billing.Portal(asked.Customer.Id), asked.Invoice.Id, "javascript:alert(1)"))).Status.ShouldBe(StatusCode.InvalidArgument);
        foreach (var other in new[] { billing.Service.Tokens.Staff("billing"), billing.Service.Tokens.Customer("billing", asked.Customer.Id) })
        {
            var refused = await Refused.By(billing.Service.Client<Wire.SandboxBankService.SandboxBankServiceClient>(other)
                .AnswerSandboxConfirmationAsync(new Wire.AnswerSandboxConfirmationRequest { Token = token, Confirmed = true }));
            refused.Status.ShouldBe(StatusCode.PermissionDenied);
        }

        foreach (var wrong in new[] { "", (char)(token[0] ^ 1) + token[1..], new string('a', 43) })
        {
            (await Refused.By(Bank(billing).GetSandboxConfirmationAsync(new Wire.GetSandboxConfirmationRequest { Token = wrong }))).Status.ShouldBe(StatusCode.NotFound);
        }
    }

    private static async Task<string> Page(Wire.PortalService.PortalServiceClient portal, FailedPayment asked)
    {
        var page = new Uri((await Starting(portal, asked.Invoice.Id)).Url);
        page.GetLeftPart(UriPartial.Authority).ShouldBe("https://shop.example");
        page.Segments[..3].ShouldBe(["/", "portal/", "sandbox-bank/"]);
        return page.Segments[3];
    }

    private static AsyncUnaryCall<Wire.PaymentConfirmation> Starting(Wire.PortalService.PortalServiceClient portal, string invoice, string returnUrl = ReturnUrl) =>
        portal.StartPaymentConfirmationAsync(new Wire.StartPortalPaymentConfirmationRequest { InvoiceId = invoice, ReturnUrl = returnUrl });

    private static Wire.SandboxBankService.SandboxBankServiceClient Bank(BillingUnderTest billing) =>
        billing.Service.Client<Wire.SandboxBankService.SandboxBankServiceClient>(billing.Service.Tokens.Application("billing"));
}
