using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Telemetry.Tests.Support;

/// <summary>A plan and a customer, whose words can be told from all others.</summary>
internal sealed class TracedBusiness
{
    public const string CustomerName = "Ermengarda Quisling";
    public const string CustomerEmail = "ermengarda.quisling@customers.example";

    private readonly SubscriptionService.SubscriptionServiceClient _orders;
    private readonly string _planId;
    private readonly string _customerId;

    private TracedBusiness(StandaloneClient client, string planId, string customerId)
    {
        _orders = client.Client<SubscriptionService.SubscriptionServiceClient>();
        _planId = planId;
        _customerId = customerId;
    }

    public static async Task<TracedBusiness> Open(StandaloneClient client)
    {
        var plan = new Plan
        {
            Name = new LocalizedText { Values = { ["en"] = "Pro" } },
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
            Price = Money.From(40m, "EUR"),
        };
        var customer = new Customer { Name = CustomerName, Email = CustomerEmail, Language = "en", TimeZone = "Europe/Rome", CurrencyCode = "EUR" };
        var created = await client.Client<PlanService.PlanServiceClient>().CreatePlanAsync(new CreatePlanRequest { Plan = plan, RequestId = "plan" });
        var added = await client.Client<CustomerService.CustomerServiceClient>().CreateCustomerAsync(
            new CreateCustomerRequest { Customer = customer, RequestId = "customer" });
        return new TracedBusiness(client, created.Id, added.Id);
    }

    /// <summary>A running order that began this many days ago.</summary>
    public async Task<string> Order(string key, int daysAgo)
    {
        var start = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-daysAgo);
        var wanted = new Subscription { CustomerId = _customerId, PlanId = _planId, StartDate = Date.From(start) };
        var order = await _orders.CreateSubscriptionAsync(new CreateSubscriptionRequest { Subscription = wanted, RequestId = $"quote-{key}" });
        await _orders.ConfirmSubscriptionAsync(new ConfirmSubscriptionRequest { Id = order.Id, RequestId = $"confirm-{key}" });
        return order.Id;
    }

    /// <param name="traceParent">The caller's own trace.</param>
    public async Task Close(string id, string reason, string? traceParent = null)
    {
        Grpc.Core.Metadata headers = [];
        if (traceParent is not null)
        {
            headers.Add("traceparent", traceParent);
        }

        await _orders.CloseSubscriptionAsync(new CloseSubscriptionRequest { Id = id, ReasonText = reason, RequestId = $"close-{id}" }, headers);
    }

    /// <summary>NOT_FOUND.</summary>
    public async Task AskForNothing() =>
        await Should.ThrowAsync<Grpc.Core.RpcException>(async () => await _orders.GetSubscriptionAsync(new GetSubscriptionRequest { Id = Guid.CreateVersion7().ToString() }));
}
