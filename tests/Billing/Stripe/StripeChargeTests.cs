using Contracts.Common.V1;
using Contracts.Events;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

public sealed class StripeChargeTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task An_invoice_is_charged_by_one_intent_off_session(DatabaseProvider database)
    {
        await using var world = await StripeWorld.Start(database: database);

        var (ada, invoice) = await world.Charged();

        invoice.State.ShouldBe(Wire.InvoiceState.Paid);
        var attempt = invoice.Attempts.ShouldHaveSingleItem();
        (attempt.State, attempt.Brand, attempt.Last4).ShouldBe((Wire.PaymentAttemptState.Succeeded, "visa", "4242"));
        var intent = world.Stripe.Intents.ShouldHaveSingleItem();
        ((long)intent["amount"]!, (string?)intent["currency"], (string?)intent["metadata"]!["attempt"]).ShouldBe((4000, "eur", attempt.Id));
        var request = world.Stripe.Requests.Single(r => r.Path == "v1/payment_intents");
        (request.IdempotencyKey, request.Version).ShouldBe((attempt.Id, Testing.Stripe.FakeStripe.ApiVersion));
        ((string?)request.Form["confirm"], (string?)request.Form["off_session"], (string?)request.Form["allowed_payment_method_types"]![0]).ShouldBe(("true", "true", "card"));
        // Neither this request nor those for the card carried the library's measurements.
        world.Stripe.Requests.Select(r => r.Telemetry).ShouldAllBe(telemetry => telemetry.Length == 0);
        (await world.Billing.Service.Raised<PaymentSucceeded>()).ShouldHaveSingleItem().Reference.ShouldBe((string?)intent["id"]);
        // Stripe learns who it is by our id alone.
        world.Stripe.Customers.ShouldHaveSingleItem()["metadata"]!.ToJsonString().ShouldBe($$"""{"customer":"{{ada.Id}}"}""");
    }

    [Theory]
    [InlineData("pm_card_chargeDeclinedExpiredCard", Wire.PaymentFailureCause.ExpiredCard, true, "expired_card")]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", Wire.PaymentFailureCause.WrongDetails, true, "incorrect_cvc")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", Wire.PaymentFailureCause.InsufficientFunds, false, "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedVelocityLimitExceeded", Wire.PaymentFailureCause.LimitExceeded, false, "card_velocity_exceeded")]
    [InlineData("pm_card_visa_chargeDeclined", Wire.PaymentFailureCause.Unknown, false, "generic_decline")]
    [InlineData("pm_card_chargeDeclinedProcessingError", Wire.PaymentFailureCause.Unknown, false, "processing_error")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", Wire.PaymentFailureCause.Unknown, true, "lost_card")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard", Wire.PaymentFailureCause.Unknown, true, "stolen_card")]
    [InlineData("pm_card_chargeDeclinedFraudulent", Wire.PaymentFailureCause.Unknown, true, "fraudulent")]
    public async Task A_decline_is_told_with_its_cause_and_customers_never_learn_what_the_bank_keeps_to_itself(
        string card, Wire.PaymentFailureCause cause, bool methodMustChange, string code)
    {
        await using var world = await StripeWorld.Start();

        var (ada, invoice) = await world.Charged(card);
        var seen = await world.Billing.Portal(ada.Id).GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = invoice.Id });
        var listed = (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.Single();

        invoice.State.ShouldBe(Wire.InvoiceState.Open);
        var attempt = invoice.Attempts.ShouldHaveSingleItem();
        (attempt.State, attempt.Cause, attempt.MethodMustChange, attempt.ProviderCode).ShouldBe((Wire.PaymentAttemptState.Failed, cause, methodMustChange, code));
        seen.Attempts.Single().ProviderCode.ShouldBe("");
        listed.RefusedFor.ShouldBe(methodMustChange ? cause : Wire.PaymentFailureCause.Unspecified);
        world.Stripe.Taken.ShouldBeEmpty();
    }

    /// <summary>docs.stripe.com/payments/3d-secure: declined as the customer is away, or waiting for them at once.</summary>
    [Theory]
    [InlineData("pm_card_authenticationRequired", true, Wire.PaymentAttemptState.Succeeded)]
    [InlineData("pm_card_threeDSecure2Required", true, Wire.PaymentAttemptState.Succeeded)]
    [InlineData("pm_card_authenticationRequired", false, Wire.PaymentAttemptState.Failed)]
    public async Task A_bank_that_asks_for_the_customer_is_no_decline_and_its_page_leads_to_the_outcome(string card, bool confirmed, Wire.PaymentAttemptState state)
    {
        await using var world = await StripeWorld.Start();
        var (ada, invoice) = await world.Charged(card);
        invoice.Attempts.ShouldHaveSingleItem().State.ShouldBe(Wire.PaymentAttemptState.RequiresAction);
        var portal = world.Billing.Portal(ada.Id);
        var start = new Wire.StartPortalPaymentConfirmationRequest { InvoiceId = invoice.Id, ReturnUrl = StripeWorld.ReturnUrl };

        var page = await portal.StartPaymentConfirmationAsync(start);
        var again = await portal.StartPaymentConfirmationAsync(start);
        var intent = (string)world.Stripe.Intents.ShouldHaveSingleItem()["id"]!;
        world.Stripe.AnswerBank(intent, confirmed);
        await portal.FinishPaymentConfirmationAsync(new Wire.FinishPortalPaymentConfirmationRequest { InvoiceId = invoice.Id });
        await world.Billing.Service.RunDueWork();
        var answered = await world.Billing.Becomes(invoice.Id, state);

        (page.Url, again.Url).ShouldBe(($"https://hooks.stripe.com/3d_secure_2/{intent}", page.Url));
        world.Stripe.Requests.Count(r => r.Path.EndsWith("/confirm", StringComparison.Ordinal)).ShouldBe(1, "a page that was given is given again");
        world.Stripe.Taken.Count.ShouldBe(confirmed ? 1 : 0);
        var attempt = answered.Attempts.ShouldHaveSingleItem();
        (attempt.Cause, attempt.MethodMustChange).ShouldBe((confirmed ? Wire.PaymentFailureCause.Unspecified : Wire.PaymentFailureCause.NotConfirmed, false));
    }

    [Fact]
    public async Task A_confirmation_that_is_not_given_in_a_day_is_cancelled_so_that_it_never_takes_money_later()
    {
        await using var world = await StripeWorld.Start();
        var (_, invoice) = await world.Charged("pm_card_authenticationRequired");

        world.Clock.Advance(TimeSpan.FromHours(24));
        await world.Billing.Service.RunDueWork();
        var attempt = (await Eventually.Async(() => world.Billing.Invoice(invoice.Id), i => i.Attempts[0].State == Wire.PaymentAttemptState.Failed, "the attempt to fail")).Attempts[0];

        (attempt.Cause, attempt.MethodMustChange, attempt.ProviderCode).ShouldBe((Wire.PaymentFailureCause.NotConfirmed, false, "confirmation_expired"));
        var intent = world.Stripe.Intents.First(i => (string?)i["metadata"]!["attempt"] == attempt.Id);
        ((string?)intent["status"]).ShouldBe("canceled");
        world.Stripe.Requests.Single(r => r.Path.EndsWith("/cancel", StringComparison.Ordinal)).IdempotencyKey.ShouldBe($"{(string?)intent["id"]}-cancel");
    }

    [Fact]
    public async Task Another_card_pays_what_the_first_one_could_not()
    {
        await using var world = await StripeWorld.Start();
        var (ada, invoice) = await world.Charged("pm_card_visa_chargeDeclinedStolenCard");

        await world.AddCard(ada, "pm_card_mastercard");
        var paid = await world.Billing.Charged(invoice.Id, attempts: 2);

        paid.State.ShouldBe(Wire.InvoiceState.Paid);
        world.Stripe.Customers.ShouldHaveSingleItem();
        world.Stripe.Taken.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_Stripe_cannot_take_is_refused_before_it_is_asked()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);

        var rials = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada, currency: "IRR", lines: Line(500_000)))).Id);

        var attempt = rials.Attempts.ShouldHaveSingleItem();
        (attempt.State, attempt.Cause, attempt.MethodMustChange, attempt.ProviderCode)
            .ShouldBe((Wire.PaymentAttemptState.Failed, Wire.PaymentFailureCause.Unknown, false, "currency_not_supported"));
        world.Stripe.Intents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dongs_have_no_smaller_unit()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);

        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada, currency: "VND", lines: Line(249_000)))).Id);

        invoice.State.ShouldBe(Wire.InvoiceState.Paid);
        var intent = world.Stripe.Taken.ShouldHaveSingleItem();
        ((long)intent["amount"]!, (string?)intent["currency"]).ShouldBe((249_000, "vnd"));
        invoice.Payments.Single().Amount.ShouldBe(Money.From(249_000, "VND"));
    }

    [Fact]
    public async Task A_card_that_is_gone_at_Stripe_needs_another_one()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Detach((string)world.Stripe.Methods.Single()["id"]!);

        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);

        var attempt = invoice.Attempts.Single();
        (attempt.Cause, attempt.MethodMustChange, attempt.ProviderCode).ShouldBe((Wire.PaymentFailureCause.WrongDetails, true, "payment_method_unusable"));
    }

    [Fact]
    public async Task An_amount_beyond_what_a_card_can_pay_is_no_fault_of_the_card()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);

        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada, lines: Line(2_000_000)))).Id);

        var attempt = invoice.Attempts.Single();
        (attempt.State, attempt.Cause, attempt.MethodMustChange, attempt.ProviderCode)
            .ShouldBe((Wire.PaymentAttemptState.Failed, Wire.PaymentFailureCause.Unknown, false, "amount_too_large"));
    }

    [Fact]
    public async Task A_card_of_the_sandbox_is_not_sent_to_Stripe()
    {
        var folder = Directory.CreateTempSubdirectory("billing-").FullName;
        var clock = TestClock.At("2026-01-15T10:00:00Z");
        try
        {
            await using var stripe = await Testing.Stripe.FakeStripe.Start(clock);
            var ada = Customer();
            await using (var sandbox = await BillingUnderTest.Start(folder: folder, clock: clock))
            {
                await sandbox.AddCard(ada.Id, TestCards.Good);
            }

            await using var world = await StripeWorld.Over(folder, stripe, clock);
            var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);

            var attempt = invoice.Attempts.Single();
            (attempt.State, attempt.ProviderCode, attempt.MethodMustChange).ShouldBe((Wire.PaymentAttemptState.Failed, "unknown_token", true));
            stripe.Requests.ShouldBeEmpty();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
