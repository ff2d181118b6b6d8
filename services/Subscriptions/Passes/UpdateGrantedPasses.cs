using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>What becomes of a subscription becomes of the passes that it has brought: they end with its close, come back with its undo, stand still with its pause, and are of no use while it is restricted.</summary>
internal sealed class UpdateGrantedPasses<TEvent>(PassGrants grants, TimeProvider clock) : IEventHandler<TEvent>
    where TEvent : SubscriptionEvent
{
    public static bool Batched => true;

    public async Task Handle(TEvent e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var order = await grants.Order(e.AggregateId, ct);
        Note(order, e, now);
        foreach (var pass in await grants.Of(order, ct))
        {
            if (e is SubscriptionCloseUndone { Reversed: true })
            {
                pass.ComeBack(e.Sequence, now);
            }
            else if (e is SubscriptionResumed resumed)
            {
                pass.GoOn(resumed.ResumeDate, now);
            }

            pass.Follow(order, now);
        }

        if (e is AccessRestored or SubscriptionCloseUndone { Reversed: true })
        {
            await grants.GiveWithheld(order, ct);
        }
    }

    private static void Note(GrantingOrder order, SubscriptionEvent e, DateTimeOffset now)
    {
        switch (e)
        {
            case SubscriptionClosed closed:
                order.Close(closed.EndDate, e.Sequence, now);
                break;
            case SubscriptionCloseUndone { Reversed: true }:
                order.UndoClose(e.Sequence, now);
                break;
            case SubscriptionPaused paused:
                order.Pause(paused.PauseDate, e.Sequence, now);
                break;
            case SubscriptionResumed:
                order.Go(e.Sequence, now);
                break;
            case SubscriptionReactivated:
                order.Go(e.Sequence, now);
                order.Restore(e.Sequence, now);
                break;
            case SubscriptionRestricted:
                order.Restrict(e.OccurredAt, e.Sequence, now);
                break;
            case AccessRestored:
                order.Restore(e.Sequence, now);
                break;
        }
    }
}
