using Contracts.Common.V1;
using Grpc.Core;

namespace Admin.Parking;

/// <summary>The parked work of one service: each has an rpc service of its own with the same calls.</summary>
/// <param name="Service">plans, subscriptions, billing or notifications.</param>
internal sealed record ParkedWorkClient(
    string Service,
    Func<ListParkedWorkRequest, CallOptions, AsyncUnaryCall<ListParkedWorkResponse>> List,
    Func<GetParkedWorkRequest, CallOptions, AsyncUnaryCall<ParkedWork>> Get,
    Func<RetryParkedWorkRequest, CallOptions, AsyncUnaryCall<RetryParkedWorkResponse>> Retry,
    Func<DiscardParkedWorkRequest, CallOptions, AsyncUnaryCall<ParkedWork>> Discard);

/// <summary>Those of all services.</summary>
internal sealed class ParkedWorkClients(PlansParkingClient plans, SubscriptionsParkingClient subscriptions, BillingParkingClient billing, NotificationsParkingClient notifications)
{
    public IReadOnlyList<ParkedWorkClient> All { get; } =
    [
        new("plans", plans.ListParkedWorkAsync, plans.GetParkedWorkAsync, plans.RetryParkedWorkAsync, plans.DiscardParkedWorkAsync),
        new("subscriptions", subscriptions.ListParkedWorkAsync, subscriptions.GetParkedWorkAsync, subscriptions.RetryParkedWorkAsync, subscriptions.DiscardParkedWorkAsync),
        new("billing", billing.ListParkedWorkAsync, billing.GetParkedWorkAsync, billing.RetryParkedWorkAsync, billing.DiscardParkedWorkAsync),
        new("notifications", notifications.ListParkedWorkAsync, notifications.GetParkedWorkAsync, notifications.RetryParkedWorkAsync, notifications.DiscardParkedWorkAsync),
    ];

    public ParkedWorkClient? Find(string? service) => All.FirstOrDefault(client => client.Service == service);
}
