using Billing.Payments.Charging;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using Testing.Stripe;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

/// <summary>Whatever goes wrong between us and Stripe: the money is taken once, and what is not known is asked for (domain.md C8).</summary>
public sealed class StripeUnresolvedTests
{
    /// <summary>Had no effect for certain, or is repeated under the same key: the customer notices nothing.</summary>
    [Theory]
    [InlineData(StripeFault.TooManyRequests)]
    [InlineData(StripeFault.Locked)]
    [InlineData(StripeFault.CutBefore)]
    [InlineData(StripeFault.CutAfter)]
    public async Task What_is_safe_to_repeat_is_repeated_at_once(StripeFault fault)
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", fault);

        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);

        invoice.State.ShouldBe(Wire.InvoiceState.Paid);
        invoice.Attempts.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
        world.Stripe.Requests.Count(r => r is { Method: "POST", Path: "v1/payment_intents" }).ShouldBe(2);
    }

    [Theory]
    [InlineData(StripeFault.SilentAfter, "pm_card_visa", true)]
    [InlineData(StripeFault.SilentBefore, "pm_card_visa", true)]
    [InlineData(StripeFault.ErrorAfter, "pm_card_visa", true)]
    [InlineData(StripeFault.SilentAfter, "pm_card_visa_chargeDeclinedInsufficientFunds", false)]
    [InlineData(StripeFault.ErrorAfter, "pm_card_visa_chargeDeclinedInsufficientFunds", false)]
    public async Task What_may_have_taken_effect_is_asked_for(StripeFault fault, string card, bool isPaid)
    {
        await using var world = await StripeWorld.Start(timeout: StripeWorld.Short);
        var ada = Customer();
        await world.AddCard(ada, card);
        world.Stripe.Next("v1/payment_intents", fault);

        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);
        invoice.Attempts.ShouldHaveSingleItem().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);
        var byHand = await Refused.By(world.Billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = Wire.PaymentMethod.Cash }));
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        var resolved = await world.Billing.Becomes(invoice.Id, isPaid ? Wire.PaymentAttemptState.Succeeded : Wire.PaymentAttemptState.Failed);

        byHand.Reason.ShouldBe("PAYMENT_UNRESOLVED");
        resolved.State.ShouldBe(isPaid ? Wire.InvoiceState.Paid : Wire.InvoiceState.Open);
        resolved.Attempts.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
        (await world.Billing.Service.Raised<PaymentSucceeded>()).Count.ShouldBe(isPaid ? 1 : 0);
        (await world.Billing.Service.Raised<PaymentFailed>()).Count.ShouldBe(isPaid ? 0 : 1);
    }

    /// <summary>Stripe repeats its 500 under the same key for a day; nobody is charged by another key meanwhile.</summary>
    [Fact]
    public async Task An_error_without_effect_is_asked_for_until_Stripe_has_forgotten_the_key()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", StripeFault.ErrorBefore);
        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);

        for (var ask = 0; ask < 3; ask++)
        {
            await world.AskAgain();
            await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Unresolved);
        }

        world.Stripe.Intents.ShouldBeEmpty();
        world.Stripe.ForgetKeys();
        await world.AskAgain();
        var resolved = await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        resolved.Attempts.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
    }

    /// <summary>The key is forgotten by then: what counts is the list of what was charged, however long it is.</summary>
    [Fact]
    public async Task What_was_taken_is_found_after_days_among_many_others()
    {
        await using var world = await StripeWorld.Start(timeout: StripeWorld.Short);
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", StripeFault.SilentAfter);
        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);
        world.Stripe.MakeIntentsOfCustomer(150);
        world.Stripe.ForgetKeys();

        world.Clock.Advance(TimeSpan.FromDays(3));
        var resolved = await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        resolved.Payments.ShouldHaveSingleItem().Reference.ShouldBe((string?)world.Stripe.Intents[0]["id"]);
        world.Stripe.Intents.Count.ShouldBe(151);
    }

    /// <summary>Its machine sleeps, or its clock jumps: Stripe has forgotten the key by the time of the repetition.</summary>
    [Fact]
    public async Task A_process_that_is_held_up_for_a_day_between_two_tries_charges_once()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", StripeFault.CutAfter);
        var invoice = await world.Billing.Bill(PeriodStarted(customer: ada));
        await Eventually.Async(() => Task.FromResult(world.Stripe.Taken.Count == 1), "the money to be taken", interval: TimeSpan.FromMilliseconds(1));
        world.Clock.Advance(TimeSpan.FromHours(25));

        var resolved = await Eventually.Async(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromMinutes(1));
                return world.Billing.Invoice(invoice.Id);
            },
            i => i.Attempts is [.., { State: Wire.PaymentAttemptState.Succeeded }],
            "the attempt to be Succeeded");

        resolved.Payments.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
    }

    /// <summary>A wrong setting of ours is nobody's failed payment.</summary>
    [Fact]
    public async Task Nobody_is_told_that_a_payment_failed_because_our_key_is_wrong()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.AcceptKeys(false);

        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);
        world.Stripe.AcceptKeys(true);
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        var resolved = await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        invoice.Attempts.Single().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);
        resolved.Attempts.ShouldHaveSingleItem();
        (await world.Billing.Service.Raised<PaymentFailed>()).ShouldBeEmpty();
    }

    /// <summary>Whether Stripe took the money before the process died, or never heard of it: it is taken once.</summary>
    [Theory]
    [InlineData(StripeFault.SilentAfter, 1)]
    [InlineData(StripeFault.SilentBefore, 0)]
    public async Task A_process_that_dies_while_it_asks_charges_once(StripeFault fault, int takenBefore)
    {
        var folder = Directory.CreateTempSubdirectory("billing-").FullName;
        var clock = TestClock.At("2026-01-15T10:00:00Z");
        await using var stripe = await FakeStripe.Start(clock);
        try
        {
            var dying = await StripeWorld.Over(folder, stripe, clock);
            var ada = Customer();
            await dying.AddCard(ada);
            stripe.Next("v1/payment_intents", fault);
            var invoice = await dying.Billing.Bill(PeriodStarted(customer: ada));
            await Eventually.Async(() => Task.FromResult(stripe.Requests.Any(r => r.Path == "v1/payment_intents")), "Stripe to be asked");
            await Eventually.Async(() => Task.FromResult(stripe.Taken.Count == takenBefore), "the money to be taken, or not");
            (await dying.Billing.Invoice(invoice.Id)).Attempts.Single().State.ShouldBe(Wire.PaymentAttemptState.InProgress);
            await dying.Billing.Service.Kill();

            // Its lease and its time to ask are over by then.
            clock.Advance(TimeSpan.FromMinutes(5));
            await using var world = await StripeWorld.Over(folder, stripe, clock);
            var resolved = await Eventually.Async(
                () =>
                {
                    // What is left of the first one may still write that it got no answer, and when to ask again.
                    clock.Advance(TimeSpan.FromMinutes(1));
                    return world.Billing.Invoice(invoice.Id);
                },
                i => i.Attempts[^1].State == Wire.PaymentAttemptState.Succeeded,
                "the attempt to be Succeeded");

            resolved.State.ShouldBe(Wire.InvoiceState.Paid);
            resolved.Payments.ShouldHaveSingleItem();
            stripe.Intents.ShouldHaveSingleItem();
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
    public async Task Several_who_take_up_one_attempt_at_once_charge_once(DatabaseProvider database)
    {
        await using var world = await StripeWorld.Start(database: database);
        var ada = Customer();
        await world.AddCard(ada);
        await world.Billing.Bill(PeriodStarted(customer: ada));
        var services = world.Billing.Service.Services;
        var work = services.GetServices<DueWork<BillingDb>>().OfType<ProcessPayments>().Single();
        var attempt = await world.Billing.Service.Read(db => db.PaymentAttempts.AsNoTracking().SingleAsync());

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var scope = services.CreateAsyncScope();
            try
            {
                await work.Handle(scope.ServiceProvider.GetRequiredService<BillingDb>(), attempt.Id, world.Clock.GetUtcNow(), CancellationToken.None);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another one was first.
            }
        }));
        var invoice = await world.Billing.Becomes(attempt.InvoiceId.ToString(), Wire.PaymentAttemptState.Succeeded);

        invoice.Payments.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
    }
}
