using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Billing.Payments.Providers.Stripe.Webhooks;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Data;
using Testing.Stripe;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

/// <summary>What Stripe tells is taken in once, whoever tells it must be Stripe, and neither order nor repetition does harm.</summary>
public sealed class StripeWebhookTests
{
    private const string OtherSecret = "whsec_theoneafterit";

    [Fact]
    public async Task A_success_resolves_an_attempt_whose_answer_was_lost_before_it_is_asked_for()
    {
        await using var world = await StripeWorld.Start(timeout: StripeWorld.Short);
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", StripeFault.SilentAfter);
        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);
        invoice.Attempts.Single().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);

        // The clock stands: by itself it would be asked in ten seconds, which never pass.
        await world.DeliverAll();
        var resolved = await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        resolved.State.ShouldBe(Wire.InvoiceState.Paid);
        resolved.Payments.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_success_that_is_told_before_our_own_answer_is_there_is_neither_lost_nor_doubled()
    {
        await using var world = await StripeWorld.Start(timeout: StripeWorld.Short);
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Next("v1/payment_intents", StripeFault.SilentAfter);
        var invoice = await world.Billing.Bill(PeriodStarted(customer: ada));
        await Eventually.Async(() => Task.FromResult(world.Stripe.Taken.Count == 1), "the money to be taken");

        await world.DeliverAll();
        (await world.Billing.Invoice(invoice.Id)).Attempts.Single().State.ShouldBeOneOf(Wire.PaymentAttemptState.InProgress, Wire.PaymentAttemptState.Unresolved);
        await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Unresolved);
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        var resolved = await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        resolved.Payments.ShouldHaveSingleItem();
        world.Stripe.Intents.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Money_that_Stripe_took_for_what_has_failed_here_waits_for_staff()
    {
        await using var world = await StripeWorld.Start();
        var (_, invoice) = await world.Charged("pm_card_visa_chargeDeclinedInsufficientFunds");
        var intent = (string)world.Stripe.Intents.Single()["id"]!;
        world.Stripe.TakeLater(intent);

        await world.DeliverAll();
        var parked = await Eventually.Async(() => Parked(world), p => p.Count > 0, "the event to be parked");

        parked.ShouldAllBe(p => p.Error.Contains(intent));
        (await world.Billing.Invoice(invoice.Id)).State.ShouldBe(Wire.InvoiceState.Open);
    }

    /// <summary>Backwards and three times over, before and after everything is known here.</summary>
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Repeated_and_reordered_events_change_nothing(DatabaseProvider database)
    {
        await using var world = await StripeWorld.Start(database: database);
        var (ada, failed) = await world.Charged("pm_card_visa_chargeDeclinedInsufficientFunds");
        await world.AddCard(ada);
        var paid = await world.Billing.Charged(failed.Id, attempts: 2);

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(world.Stripe.Notices.Reverse().Select(async notice => (await world.Deliver(notice)).StatusCode.ShouldBe(HttpStatusCode.OK)));
            await world.Billing.Service.RunDueWork();
        }

        paid.State.ShouldBe(Wire.InvoiceState.Paid);
        var after = await world.Billing.Invoice(paid.Id);
        (after.Etag, after.Payments.Count, after.Attempts.Count).ShouldBe((paid.Etag, 1, 2));
        (await Events(world)).Select(e => e.EventId).ShouldBe(world.Stripe.Notices.Select(n => n.Id), ignoreOrder: true);
        (await Events(world)).ShouldAllBe(e => e.CompletedAt != null);
        (await world.Billing.Service.Raised<PaymentSucceeded>()).ShouldHaveSingleItem();
        (await world.Billing.Service.Raised<PaymentFailed>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Events_about_what_is_none_of_ours_are_passed_over()
    {
        await using var world = await StripeWorld.Start();
        world.Stripe.MakeForeignIntent();
        var gone = StripeNotice.Of("payment_intent.succeeded", new JsonObject { ["id"] = "pi_gone", ["object"] = "payment_intent" }, world.Clock.GetUtcNow());
        var other = StripeNotice.Of("customer.subscription.created", new JsonObject { ["id"] = "sub_1" }, world.Clock.GetUtcNow());

        (await world.Deliver(gone)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.Deliver(other)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.DeliverAll();

        (await Events(world)).Select(e => (e.Type, Done: e.CompletedAt is not null)).ShouldBe([("payment_intent.succeeded", true), ("payment_intent.succeeded", true)]);
        (await Parked(world)).ShouldBeEmpty();
    }

    /// <summary>An event tells where to look and nothing else: what it claims about an amount or a state is not believed.</summary>
    [Fact]
    public async Task What_an_event_claims_is_not_believed()
    {
        await using var world = await StripeWorld.Start(timeout: StripeWorld.Short);
        var ada = Customer();
        await world.AddCard(ada, "pm_card_visa_chargeDeclinedInsufficientFunds");
        world.Stripe.Next("v1/payment_intents", StripeFault.SilentAfter);
        var invoice = await world.Billing.Charged((await world.Billing.Bill(PeriodStarted(customer: ada))).Id);
        var claim = (JsonObject)world.Stripe.Intents.Single().DeepClone();
        claim["status"] = "succeeded";

        (await world.Deliver(StripeNotice.Of("payment_intent.succeeded", claim, world.Clock.GetUtcNow()))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.Billing.Service.RunDueWork();
        var resolved = await world.Billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Failed);

        resolved.State.ShouldBe(Wire.InvoiceState.Open);
        resolved.Attempts.Single().Cause.ShouldBe(Wire.PaymentFailureCause.InsufficientFunds);
    }

    [Fact]
    public async Task A_bad_signature_is_refused_and_changes_nothing()
    {
        await using var world = await StripeWorld.Start();
        await world.Charged();
        var notice = world.Stripe.Notices[^1];
        var now = TimeProvider.System.GetUtcNow();
        var good = notice.Signature(now, FakeStripe.WebhookSecret);

        var refused = new[]
        {
            await world.Post(notice.Body, null),
            await world.Post(notice.Body, "nonsense"),
            await world.Post(notice.Body, notice.Signature(now, "whsec_another")),
            await world.Post(notice.Body + " ", good),
            await world.Post(notice.Body.Replace("succeeded", "succeedeD", StringComparison.Ordinal), good),
            await world.Post(notice.Body, good.Replace("v1=", "v0=", StringComparison.Ordinal)),
            await world.Post(notice.Body, notice.Signature(now.AddMinutes(-6), FakeStripe.WebhookSecret)),
            await world.Post(notice.Body, notice.Signature(now.AddMinutes(6), FakeStripe.WebhookSecret)),
        };

        refused.Select(r => r.StatusCode).ShouldAllBe(status => status == HttpStatusCode.BadRequest);
        foreach (var response in refused)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]!.ToString().ShouldBe("BAD_SIGNATURE");
        }

        (await Events(world)).ShouldBeEmpty();
    }

    /// <summary>The library says what is wrong; a second secret takes nothing from that.</summary>
    [Fact]
    public async Task A_refused_signature_is_explained()
    {
        await using var world = await StripeWorld.Start(webhookSecrets: [FakeStripe.WebhookSecret, OtherSecret]);
        await world.Charged();
        var notice = world.Stripe.Notices[^1];
        var now = TimeProvider.System.GetUtcNow();

        (await Detail(await world.Post(notice.Body, "nonsense"))).ShouldBe("The signature header format is unexpected.");
        (await Detail(await world.Post(notice.Body, notice.Signature(now, "whsec_another")))).ShouldStartWith("The expected signature was not found in the Stripe-Signature header.");
        (await Detail(await world.Post(notice.Body, notice.Signature(now.AddMinutes(-6), FakeStripe.WebhookSecret)))).ShouldContain("outside of the allowed tolerance");
    }

    [Theory]
    [InlineData(-280)]
    [InlineData(280)]
    public async Task Clocks_may_differ_by_five_minutes(int seconds)
    {
        await using var world = await StripeWorld.Start();
        await world.Charged();
        var notice = world.Stripe.Notices[^1];

        var response = await world.Post(notice.Body, notice.Signature(TimeProvider.System.GetUtcNow().AddSeconds(seconds), FakeStripe.WebhookSecret));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"object":5}""")]
    [InlineData("""{"object":"event"}""")]
    [InlineData("""{"object":"v2.core.event","id":"evt_1","type":"v1.billing.meter.no_meter_found"}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"payment_intent.succeeded"}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"payment_intent.succeeded","data":5}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"object":"payment_intent"}}}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"object":"payment_intent","id":"pi_1","amount":"much"}}}""")]
    [InlineData("""{"object":"event","id":"","type":"payment_intent.succeeded"}""")]
    public async Task What_is_no_event_is_refused(string body)
    {
        await using var world = await StripeWorld.Start();
        var signature = new StripeNotice("", "", body).Signature(TimeProvider.System.GetUtcNow(), FakeStripe.WebhookSecret);

        var response = await world.Post(body, signature);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]!.ToString().ShouldBe("NOT_AN_EVENT");
        // Whoever set the endpoint to another version learns which one to choose.
        (await Detail(response)).ShouldContain(FakeStripe.ApiVersion);
        (await Events(world)).ShouldBeEmpty();
    }

    /// <summary>Only ids are read from an event, which all versions have in common; its endpoint should be changed all the same.</summary>
    [Theory]
    [InlineData("2025-02-24.acacia", true)]
    [InlineData("2020-08-27", true)]
    [InlineData("2026-09-30.endive", false)]
    [InlineData(FakeStripe.ApiVersion, false)]
    public async Task An_event_of_another_version_is_acted_on_and_the_log_says_which_one_to_choose(string version, bool isOther)
    {
        var log = new RecordedLog();
        await using var world = await StripeWorld.Start(services: services => services.AddSingleton<ILoggerProvider>(log));
        var ada = Customer();
        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id);
        var session = new JsonObject { ["id"] = setup.Id, ["object"] = "checkout.session" };

        (await world.Deliver(StripeNotice.Of("checkout.session.completed", session, world.Clock.GetUtcNow(), version: version))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.Billing.Service.RunDueWork();

        (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldHaveSingleItem();
        log.Lines.Count(line => line.Contains($"in the API version {version}; choose {FakeStripe.ApiVersion}", StringComparison.Ordinal)).ShouldBe(isOther ? 1 : 0);
    }

    [Theory]
    [InlineData("a.type.of.the.future", """{"id":"x_1","object":"a_thing_of_the_future"}""")]
    [InlineData("invoice.paid", """{"id":"in_1","object":"invoice"}""")]
    public async Task Types_that_are_not_handled_are_acknowledged_and_not_kept(string type, string about)
    {
        await using var world = await StripeWorld.Start();

        var response = await world.Deliver(StripeNotice.Of(type, (JsonObject)JsonNode.Parse(about)!, world.Clock.GetUtcNow()));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Events(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_long_a_body_is_refused()
    {
        await using var world = await StripeWorld.Start();

        (await world.Post(new string(' ', (1024 * 1024) + 1), "t=1,v1=00")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Secrets_are_rolled_without_a_gap()
    {
        await using var world = await StripeWorld.Start(webhookSecrets: [FakeStripe.WebhookSecret, OtherSecret]);
        await world.Charged();
        var (first, second) = (world.Stripe.Notices[0], world.Stripe.Notices[1]);

        (await world.Post(first.Body, first.Signature(TimeProvider.System.GetUtcNow(), OtherSecret))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.Post(second.Body, second.Signature(TimeProvider.System.GetUtcNow(), "whsec_ofanother", FakeStripe.WebhookSecret))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Events(world)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_card_that_was_taken_away_at_Stripe_is_forgotten()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        await world.AddCard(ada);
        world.Stripe.Detach((string)world.Stripe.Methods.Single()["id"]!);

        await world.DeliverAll();

        (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldBeEmpty();
        // The next invoice waits for a card, and no charge fails.
        var invoice = await world.Billing.Bill(PeriodStarted(customer: ada));
        await world.Billing.Service.RunDueWork();
        (await world.Billing.Invoice(invoice.Id)).Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_the_bank_has_replaced_pays_what_the_old_one_could_not()
    {
        await using var world = await StripeWorld.Start();
        var (ada, invoice) = await world.Charged("pm_card_chargeDeclinedExpiredCard");
        world.Stripe.Reissue((string)world.Stripe.Methods.Single()["id"]!, "pm_card_visa", 6, 2033);

        await world.DeliverAll();
        var paid = await world.Billing.Charged(invoice.Id, attempts: 2);
        var method = (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldHaveSingleItem();

        paid.State.ShouldBe(Wire.InvoiceState.Paid);
        (method.Last4, method.ExpiryMonth, method.ExpiryYear, method.RefusedFor).ShouldBe(("4242", 6, 2033, Wire.PaymentFailureCause.Unspecified));
    }

    [Fact]
    public async Task A_card_is_saved_also_when_the_customer_never_came_back()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id);

        await world.DeliverAll();
        var saved = (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldHaveSingleItem();
        var late = await world.Billing.Portal(ada.Id).FinishPaymentMethodSetupAsync(new Wire.FinishPortalPaymentMethodSetupRequest { Id = setup.Id });

        (saved.IsDefault, late.Id).ShouldBe((true, saved.Id));
    }

    [Fact]
    public async Task Money_that_was_given_back_at_Stripe_waits_for_staff_until_they_have_seen_to_it()
    {
        await using var world = await StripeWorld.Start();
        var (_, invoice) = await world.Charged();
        world.Stripe.RefundInDashboard((string)world.Stripe.Taken.Single()["id"]!, 1500);

        await world.DeliverAll();
        var parked = await Eventually.Async(() => Parked(world), p => p.Count == 1, "the event to be parked");
        await world.DeliverAll();
        (await Parked(world)).ShouldHaveSingleItem();
        await ParkedWork(world).RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked[0].Id });
        await world.Billing.Service.RunDueWork();
        await Eventually.Async(async () => (await Events(world)).All(e => e.CompletedAt is not null), "the event to be done with");

        parked[0].Error.ShouldContain(invoice.Number);
        (await Parked(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dispute_waits_for_staff()
    {
        await using var world = await StripeWorld.Start();
        var (_, invoice) = await world.Charged();
        world.Stripe.Dispute((string)world.Stripe.Taken.Single()["id"]!);

        await world.DeliverAll();
        var parked = await Eventually.Async(() => Parked(world), p => p.Count == 1, "the event to be parked");

        parked[0].Error.ShouldContain(invoice.Number);
        parked[0].Error.ShouldContain("disputed");
    }

    [Fact]
    public async Task Events_are_acted_on_when_Stripe_is_back()
    {
        await using var world = await StripeWorld.Start();
        await world.Charged();
        world.Stripe.Next("v1/payment_intents", StripeFault.ErrorBefore, StripeFault.ErrorBefore);

        await world.DeliverAll();
        await Eventually.Async(
            async () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(6));
                await world.Billing.Service.RunDueWork();
                return (await Events(world)).All(e => e.CompletedAt is not null);
            },
            "every event to be acted on");

        (await Parked(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_are_forgotten_after_a_month()
    {
        await using var world = await StripeWorld.Start();
        await world.Charged();
        await world.DeliverAll();
        await Eventually.Async(async () => (await Events(world)).All(e => e.CompletedAt is not null), "every event to be acted on");

        world.Clock.Advance(TimeSpan.FromDays(29));
        await world.Billing.Service.RunDueWork();
        (await Events(world)).ShouldNotBeEmpty();
        world.Clock.Advance(TimeSpan.FromDays(1));

        await Eventually.Async(async () => (await Events(world)).Count == 0, "the events to be forgotten");
    }

    [Fact]
    public async Task With_the_sandbox_nothing_answers_there()
    {
        await using var billing = await BillingUnderTest.Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(billing.Service.Address, "webhooks/stripe"))
        {
            Content = new StringContent("{}"), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Detail(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.ToString();

    private static Task<List<StripeEvent>> Events(StripeWorld world) => world.Billing.Service.Read(db => db.Set<StripeEvent>().AsNoTracking().ToListAsync());

    private static Wire.ParkedWorkService.ParkedWorkServiceClient ParkedWork(StripeWorld world) =>
        world.Billing.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(world.Billing.Service.Tokens.Staff("billing"));

    private static async Task<IReadOnlyList<Contracts.Common.V1.ParkedWork>> Parked(StripeWorld world) =>
        (await ParkedWork(world).ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork;

    /// <summary>What the service writes to its log.</summary>
    private sealed class RecordedLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
