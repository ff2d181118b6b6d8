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
        Subscriptions(services).Add(new EventSubscription(module, typeof(TDb), typeof(TEvent), typeof(THandler)));
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
        builder.Services.Configure<MessagingOptions>(builder.Configuration.GetSection("Messaging"));
        var options = builder.Configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions();

        builder.Services.AddMassTransit(bus =>
        {
            foreach (var subscription in subscriptions.All)
            {
                bus.AddConsumer(typeof(EventConsumer<,>).MakeGenericType(subscription.Event, subscription.Handler));
            }

            if (options.InMemory)
            {
                bus.UsingInMemory((context, transport) => Receive(transport, context, subscriptions));
            }
            else
            {
                bus.UsingRabbitMq((context, transport) =>
                {
                    transport.Host(new Uri(options.RabbitMqUri ?? throw new InvalidOperationException("Messaging:RabbitMqUri is not set.")));
                    Receive(transport, context, subscriptions, endpoint => ((IRabbitMqReceiveEndpointConfigurator)endpoint).SetQuorumQueue());
                });
            }
        });
    }

    private static void Receive(
        IBusFactoryConfigurator transport, IBusRegistrationContext context, EventSubscriptions subscriptions,
        Action<IReceiveEndpointConfigurator>? more = null)
    {
        foreach (var subscription in subscriptions.All)
        {
            transport.ReceiveEndpoint(subscription.Name, endpoint =>
            {
                more?.Invoke(endpoint);
                endpoint.PrefetchCount = 16;
                endpoint.ConcurrentMessageLimit = 4;
                endpoint.UseMessageRetry(retry => retry.Exponential(8, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100)));
                endpoint.ConfigureConsumer(context, typeof(EventConsumer<,>).MakeGenericType(subscription.Event, subscription.Handler));
            });
        }
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
