using System.Net;
using System.Text;
using Contracts.Events;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using Testing.Stripe;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

/// <summary>Billing with a Stripe of its own; both go by one clock.</summary>
internal sealed class StripeWorld : IAsyncDisposable
{
    public const string ReturnUrl = "https://subscriptions.example/portal/payment-methods/added";

    /// <summary>For tests in which Stripe is silent: long enough for an answer on a busy machine.</summary>
    public const string Short = "00:00:03";

    private static readonly HttpClient Http = new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private readonly bool _ownsStripe;

    private StripeWorld(FakeStripe stripe, BillingUnderTest billing, bool ownsStripe)
    {
        Stripe = stripe;
        Billing = billing;
        _ownsStripe = ownsStripe;
    }

    public FakeStripe Stripe { get; }

    public BillingUnderTest Billing { get; }

    public TestClock Clock => Billing.Clock;

    /// <param name="timeout">Of one request to Stripe.</param>
    public static async Task<StripeWorld> Start(
        string timeout = "00:00:10", DatabaseProvider database = DatabaseProvider.Sqlite, Action<IServiceCollection>? services = null, params string[] webhookSecrets)
    {
        var clock = TestClock.At("2026-01-15T10:00:00Z");
        var stripe = await FakeStripe.Start(clock);
        var configuration = stripe.Configuration(timeout);
        for (var i = 0; i < webhookSecrets.Length; i++)
        {
            configuration[$"Billing:Stripe:WebhookSecrets:{i}"] = webhookSecrets[i];
        }

        return new StripeWorld(stripe, await BillingUnderTest.Start(configuration: configuration, database: database, services: services, clock: clock), ownsStripe: true);
    }

    /// <summary>A process over the data in a folder, with a Stripe that outlives it.</summary>
    public static async Task<StripeWorld> Over(string folder, FakeStripe stripe, TestClock clock, Action<IServiceCollection>? services = null) =>
        new(stripe, await BillingUnderTest.Start(configuration: stripe.Configuration(), folder: folder, services: services, clock: clock), ownsStripe: false);

    /// <summary>What a customer does who adds a card: goes to Stripe's page, enters it there, and comes back.</summary>
    public async Task<Wire.SavedPaymentMethod> AddCard(EventCustomer customer, string testMethod = "pm_card_visa", int month = 12, int year = 2030)
    {
        var setup = await StartSetup(customer.Id);
        Stripe.EnterCard(setup.Id, testMethod, month, year);
        return await Billing.Portal(customer.Id).FinishPaymentMethodSetupAsync(new Wire.FinishPortalPaymentMethodSetupRequest { Id = setup.Id });
    }

    public async Task<Wire.PaymentMethodSetup> StartSetup(Guid customer, string requestId = "") =>
        await Billing.Portal(customer).StartPaymentMethodSetupAsync(new Wire.StartPortalPaymentMethodSetupRequest { ReturnUrl = ReturnUrl, RequestId = requestId });

    /// <summary>The only invoice of a new customer with this card, after its first charge.</summary>
    public async Task<(EventCustomer Customer, Wire.Invoice Invoice)> Charged(string testMethod = "pm_card_visa")
    {
        var customer = SomeEvents.Customer();
        await AddCard(customer, testMethod);
        var invoice = await Billing.Bill(SomeEvents.PeriodStarted(customer: customer));
        var charged = await Billing.Charged(invoice.Id);
        // Dunning takes in an invoice that was not paid, and changes it.
        foreach (var received in (IEvent[])[.. await Billing.Service.Raised<PaymentConfirmationRequested>(), .. await Billing.Service.Raised<PaymentFailed>()])
        {
            await Billing.Service.Handled(received.EventId);
        }

        return (customer, charged);
    }

    /// <summary>Lets the time pass until an unresolved attempt is asked for again, once.</summary>
    public async Task AskAgain()
    {
        Clock.Advance(TimeSpan.FromMinutes(61));
        await Billing.Service.RunDueWork();
    }

    /// <summary>Stripe sends it to Billing.</summary>
    public Task<HttpResponseMessage> Deliver(StripeNotice notice) => Post(notice.Body, notice.Signature(TimeProvider.System.GetUtcNow(), FakeStripe.WebhookSecret));

    /// <summary>Stripe sends all of it, and Billing acts on it.</summary>
    public async Task DeliverAll()
    {
        foreach (var notice in Stripe.Notices)
        {
            (await Deliver(notice)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await Billing.Service.RunDueWork();
    }

    public async Task<HttpResponseMessage> Post(string body, string? signature)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Billing.Service.Address, "webhooks/stripe")) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (signature is not null)
        {
            request.Headers.Add("Stripe-Signature", signature);
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Billing.DisposeAsync();
        if (_ownsStripe)
        {
            await Stripe.DisposeAsync();
        }
    }
}
