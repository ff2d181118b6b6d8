using Billing;
using Notifications;
using Plans;
using Subscriptions;

namespace ServiceDefaults.Tests.Access;

/// <summary>The real services in one process, started once for all tests that only ask who may call them.</summary>
public sealed class AllServices : IAsyncLifetime
{
    public HostUnderTest Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await HostUnderTest.Start(
        new ServiceSettings(),
        new HostedService(builder => builder.AddPlans(), endpoints => endpoints.MapPlans()),
        new HostedService(builder => builder.AddSubscriptions(), endpoints => endpoints.MapSubscriptions()),
        new HostedService(builder => builder.AddBilling(), endpoints => endpoints.MapBilling()),
        new HostedService(builder => builder.AddNotifications(), endpoints => endpoints.MapNotifications()));

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
