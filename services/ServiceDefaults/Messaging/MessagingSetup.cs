using Contracts.Events;
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
        services.Subscriptions().Add(new EventSubscription(
            module, typeof(TDb), typeof(TEvent), typeof(THandler), THandler.Batched, e => THandler.Concerns((TEvent)e),
            (scope, e, ct) => scope.GetRequiredService<THandler>().Handle((TEvent)e, ct),
            (scope, set, ct) => scope.GetRequiredService<THandler>().LookUp([.. set.Cast<TEvent>()], ct),
            (scope, skipped, ct) => scope.GetRequiredService<THandler>().Skip(skipped, ct)));
        services.AddScoped<THandler>();
    }

    /// <summary>Publishes the events that <typeparamref name="TDb"/> saves.</summary>
    public static void AddOutbox<TDb>(this IServiceCollection services)
        where TDb : ServiceDb
    {
        services.AddSingleton<OutboxCompletions<TDb>>();
        services.AddHostedService<OutboxDispatcher<TDb>>();
    }

    /// <summary>Call once in each process, after its services have registered their handlers.</summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var subscriptions = services.Subscriptions();
        var section = builder.Configuration.GetSection(MessagingOptions.Section);
        services.Configure<MessagingOptions>(section);
        var options = (section.Get<MessagingOptions>() ?? new MessagingOptions()).Checked();
        services.AddSingleton<EventHandling>();
        services.AddSingleton<HandlerQueues>();
        services.AddSingleton<MessageParking>();
        if (options.InProcess)
        {
            services.AddSingleton<InProcessTransport>();
            services.AddSingleton<IEventTransport>(provider => provider.GetRequiredService<InProcessTransport>());
            services.AddHostedService(provider => provider.GetRequiredService<InProcessTransport>());
        }
        else
        {
            services.AddRabbitMq(subscriptions, options);
        }
    }

    internal static EventSubscriptions Subscriptions(this IServiceCollection services)
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
