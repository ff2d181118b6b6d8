using Contracts.Subscriptions.V1;

namespace Telemetry.Tests.Support;

/// <summary>A plan and a customer, whose words can be told from all others.</summary>
internal sealed class TracedBusiness
{
    public const string CustomerName = "Ermengarda Quisling";
    public const string CustomerEmail = "ermengarda.quisling@customers.example";

    private readonly SubscriptionService.SubscriptionServiceClient _orders;
    private readonly Business _business;

    private TracedBusiness(StandaloneClient client, Business business)
    {
        _orders = client.Client<SubscriptionService.SubscriptionServiceClient>();
        _business = business;
    }

    public static async Task<TracedBusiness> Open(StandaloneClient client) => new(client, await Business.Open(client, CustomerName, CustomerEmail));

    /// <summary>A running order that began this many days ago.</summary>
    public async Task<string> Order(string key, int daysAgo) => (await _business.Confirm(await _business.Quote(key, daysAgo), key)).Id;

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
