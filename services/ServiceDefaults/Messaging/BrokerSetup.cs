using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Messaging;

/// <summary>The broker between processes: RabbitMQ, by MassTransit.</summary>
internal static class BrokerSetup
{
    public static void AddRabbitMq(this IServiceCollection services, EventSubscriptions subscriptions, MessagingOptions options) =>
        services.AddBroker(subscriptions, bus => bus.UsingRabbitMq((context, transport) =>
        {
            // An event leaves the outbox when the broker has confirmed that it is stored.
            transport.Host(new Uri(options.RabbitMqUri!), host => host.PublisherConfirmation = true);
            ReceiveDeadLetters(transport, context, subscriptions);
            Receive(transport, context, subscriptions, options, RabbitMqQueues.Events);
        }));

    /// <param name="use">Chooses MassTransit's transport.</param>
    public static void AddBroker(this IServiceCollection services, EventSubscriptions subscriptions, Action<IBusRegistrationConfigurator> use)
    {
        services.AddSingleton<IEventTransport, BrokerTransport>();

        // Otherwise it tells its makers how it is used.
        services.Configure<UsageTelemetryOptions>(telemetry => telemetry.Enabled = false);
        services.AddMassTransit(bus =>
        {
            foreach (var subscription in subscriptions.All)
            {
                bus.AddConsumer(typeof(EventConsumer<,>).MakeGenericType(subscription.Event, subscription.Handler));
            }

            use(bus);
        });
    }

    /// <summary>A queue for each handler.</summary>
    /// <param name="declare">What the queue of a service's handler is to be; null: as the transport makes it.</param>
    public static void Receive(
        IBusFactoryConfigurator transport, IBusRegistrationContext context, EventSubscriptions subscriptions, MessagingOptions options,
        Action<IReceiveEndpointConfigurator, string>? declare)
    {
        transport.ConfigureJsonSerializerOptions(_ => EventJson.Carried);
        foreach (var subscription in subscriptions.All)
        {
            transport.ReceiveEndpoint(subscription.Name, endpoint =>
            {
                declare?.Invoke(endpoint, subscription.Module);
                // Its queue in this process says how many are handled at once; what it may take together must have arrived.
                endpoint.PrefetchCount = options.Prefetch;
                endpoint.ConcurrentMessageLimit = options.Prefetch;
                Park(endpoint, context, subscription.Name, subscription.Db);
                endpoint.ConfigureConsumer(context, typeof(EventConsumer<,>).MakeGenericType(subscription.Event, subscription.Handler));
            });
        }
    }

    /// <summary>Nothing consumes them: whatever arrives is parked.</summary>
    private static void ReceiveDeadLetters(IBusFactoryConfigurator transport, IBusRegistrationContext context, EventSubscriptions subscriptions)
    {
        foreach (var module in subscriptions.All.DistinctBy(s => s.Module))
        {
            transport.ReceiveEndpoint(RabbitMqQueues.DeadLettersOf(module.Module), endpoint =>
            {
                RabbitMqQueues.DeadLetters(endpoint);
                Park(endpoint, context, RabbitMqQueues.DeadLettersOf(module.Module), module.Db);
            });
        }
    }

    private static void Park(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, string queue, Type db)
    {
        var filter = ActivatorUtilities.CreateInstance<ParkFilter>(context, queue, db);
        endpoint.PublishFaults = false;
        endpoint.ConfigureError(pipe => pipe.UseFilter(filter));
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(filter));
    }
}
