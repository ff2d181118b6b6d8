using Contracts.Events;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>Registers handlers, and the transport that brings them their events.</summary>
public static class MessagingSetup
{
    /// <summary>Lets <typeparamref name="THandler"/> handle <typeparamref name="TEvent"/> within <typeparamref name="TDb"/>.</summary>
    /// <param name="module">plans, subscriptions ...</param>
    public static void AddEventHandler<TEvent, THandler, TDb>(this IServiceCollection services, string module)
        where TEvent : class, IEvent
        where THandler : class, IEventHandler<TEvent>
        where TDb : ServiceDb
    {
        Subscriptions(services).Add(new EventSubscription(
            module, typeof(TDb), typeof(TEvent), typeof(THandler),
            (scope, e, ct) => scope.GetRequiredService<THandler>().Handle((TEvent)e, ct),
            (scope, skipped, ct) => scope.GetRequiredService<THandler>().Skip(skipped, ct)));
        services.AddScoped<THandler>();
    }

    /// <summary>Publishes the events that <typeparamref name="TDb"/> saves.</summary>
    public static void AddOutbox<TDb>(this IServiceCollection services)
        where TDb : ServiceDb => services.AddHostedService<OutboxDispatcher<TDb>>();

    /// <summary>Call once in each process, after its services have registered their handlers.</summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        var subscriptions = Subscriptions(builder.Services);
        builder.Services.AddSingleton<DeliveryTracker>();
        var section = builder.Configuration.GetSection(MessagingOptions.Section);
        builder.Services.Configure<MessagingOptions>(section);
        var options = (section.Get<MessagingOptions>() ?? new MessagingOptions()).Checked();

        // Otherwise it tells its makers how it is used.
        builder.Services.Configure<UsageTelemetryOptions>(telemetry => telemetry.Enabled = false);
        builder.Services.AddMassTransit(bus =>
        {
            foreach (var subscription in subscriptions.All)
            {
                bus.AddConsumer(typeof(EventConsumer<,>).MakeGenericType(subscription.Event, subscription.Handler));
            }

            if (options.InMemory)
            {
                bus.UsingInMemory((context, transport) => Receive(transport, context, subscriptions, options));
            }
            else
            {
                bus.UsingRabbitMq((context, transport) =>
                {
                    // An event leaves the outbox when the broker has confirmed that it is stored.
                    transport.Host(new Uri(options.RabbitMqUri!), host => host.PublisherConfirmation = true);
                    ReceiveDeadLetters(transport, context, subscriptions);
                    Receive(transport, context, subscriptions, options, RabbitMqQueues.Events);
                });
            }
        });
    }

    private static void Receive(
        IBusFactoryConfigurator transport, IBusRegistrationContext context, EventSubscriptions subscriptions, MessagingOptions options,
        Action<IReceiveEndpointConfigurator, string>? declare = null)
    {
        transport.ConfigureJsonSerializerOptions(_ => EventJson.Carried);
        foreach (var subscription in subscriptions.All)
        {
            transport.ReceiveEndpoint(subscription.Name, endpoint =>
            {
                declare?.Invoke(endpoint, subscription.Module);
                endpoint.PrefetchCount = options.Prefetch;
                endpoint.ConcurrentMessageLimit = options.Concurrency;
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

    private static EventSubscriptions Subscriptions(IServiceCollection services)
    {
        if (services.FirstOrDefault(s => s.ServiceType == typeof(EventSubscriptions))?.ImplementationInstance is EventSubscriptions known)
        {
            return known;
        }

        var subscriptions = new EventSubscriptions();
        services.AddSingleton(subscriptions);
        return subscriptions;
    }
}
