using Contracts.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.Faults;

namespace ServiceDefaults.Messaging;

/// <summary>Takes an event from the transport and lets its handler act, exactly once.</summary>
internal sealed class EventConsumer<TEvent, THandler>(
    IServiceProvider services, EventSubscriptions subscriptions, DeliveryTracker tracker, FaultPoints faults, TimeProvider clock) : IConsumer<TEvent>
    where TEvent : class, IEvent
    where THandler : class, IEventHandler<TEvent>
{
    public async Task Consume(ConsumeContext<TEvent> context)
    {
        var e = context.Message;
        var ct = context.CancellationToken;
        var subscription = subscriptions.Of(typeof(THandler));
        faults.Pass("inbox.before-handling", subscription.Name);

        // A scope for each try: a retry must not see what a failed try left in the change tracker.
        await using var scope = services.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(subscription.Db);
        if (!await HandledBefore(db, e, subscription, ct))
        {
            try
            {
                await Handle(scope.ServiceProvider, db, e, subscription, ct);
            }
            catch (DbUpdateException)
            {
                // The same event may have been delivered twice at once; then the other delivery has done the work.
                db.ChangeTracker.Clear();
                if (!await HandledBefore(db, e, subscription, ct))
                {
                    throw;
                }
            }
        }

        await tracker.Handled(e.EventId, subscription.Name, ct);
    }

    private async Task Handle(IServiceProvider scope, ServiceDb db, TEvent e, EventSubscription subscription, CancellationToken ct)
    {
        await using var transaction = await WriteTransaction.Begin(db, ct);
        await scope.GetRequiredService<THandler>().Handle(e, ct);
        db.Inbox.Add(new InboxMessage { EventId = e.EventId, Handler = subscription.Name, HandledAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        faults.Pass("inbox.before-commit", subscription.Name);
        await transaction.CommitAsync(ct);
        faults.Pass("inbox.after-commit", subscription.Name);
        db.HandOverEvents();
    }

    private static Task<bool> HandledBefore(ServiceDb db, TEvent e, EventSubscription subscription, CancellationToken ct) =>
        db.Inbox.AnyAsync(m => m.EventId == e.EventId && m.Handler == subscription.Name, ct);
}
