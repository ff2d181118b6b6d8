using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;

namespace ServiceDefaults.Tests.Support;

/// <summary>MassTransit with a broker in memory, for what the pipes of a broker's queues do with their messages.</summary>
public static class BrokerInMemory
{
    public static Task<ThingsUnderTest> Start(DatabaseProvider database) =>
        ThingsUnderTest.Start(new ServiceSettings { Database = database, Services = Use });

    /// <summary>In place of the transport that a host was set up with.</summary>
    private static void Use(IServiceCollection services)
    {
        var subscriptions = services.Subscriptions();
        services.AddBroker(
            subscriptions,
            bus => bus.UsingInMemory((context, transport) => BrokerSetup.Receive(transport, context, subscriptions, new MessagingOptions(), declare: null)));
    }
}
