using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Testing.Processes;

/// <summary>
/// A business of the test's own. Every request has a fixed request_id, so each may be repeated, after a crash too, and
/// finds what the first one made.
/// </summary>
public sealed class Business
{
    private readonly SubscriptionService.SubscriptionServiceClient _orders;
    private readonly string _planId;
    private readonly string _customerId;

    private const string TimeZone = "Europe/Rome";

    private Business(StandaloneClient client, string planId, string customerId)
    {
        _orders = client.Client<SubscriptionService.SubscriptionServiceClient>();
        _planId = planId;
        _customerId = customerId;
    }

    /// <param name="name">The customer's.</param>
    public static async Task<Business> Open(StandaloneClient client, string name = "Ada Lovelace", string email = "ada@example.com")
    {
        var plan = new Plan
        {
            Name = Text("Pro"),
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
            Price = Money.From(40m, "EUR"),
            SelfService = new SelfService { Closable = true },
        };
        var customer = new Customer
        {
            Name = name, Email = email, Language = "en", TimeZone = TimeZone, CurrencyCode = "EUR",
        };
        var created = await client.Client<PlanService.PlanServiceClient>().CreatePlanAsync(
            new CreatePlanRequest { Plan = plan, RequestId = "plan" });
        var added = await client.Client<CustomerService.CustomerServiceClient>().CreateCustomerAsync(
            new CreateCustomerRequest { Customer = customer, RequestId = "customer" });
        return new Business(client, created.Id, added.Id);
    }

    /// <summary>A quotation whose first period began some days ago.</summary>
    public async Task<Subscription> Quote(string key, int daysAgo = 10)
    {
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        var start = DateOnly.FromDateTime(today.DateTime).AddDays(-daysAgo);
        var wanted = new Subscription { CustomerId = _customerId, PlanId = _planId, StartDate = Date.From(start) };
        return await _orders.CreateSubscriptionAsync(new CreateSubscriptionRequest { Subscription = wanted, RequestId = $"quote-{key}" });
    }

    public async Task<Subscription> Confirm(Subscription order, string key) =>
        await _orders.ConfirmSubscriptionAsync(new ConfirmSubscriptionRequest { Id = order.Id, RequestId = $"confirm-{key}" });

    public async Task<Subscription> Close(string id, string key) => await _orders.CloseSubscriptionAsync(ClosingRequest(id, key));

    /// <summary>For a typed reason, crediting the rest of the period at once.</summary>
    public static CloseSubscriptionRequest ClosingRequest(string id, string key) => new()
    {
        Id = id, ReasonText = $"Moving abroad ({key})", Credit = ClosingCredit.Prorated, IssueCreditAtOnce = true, RequestId = $"close-{key}",
    };

    private static LocalizedText Text(string english) => new() { Values = { ["en"] = english } };
}
