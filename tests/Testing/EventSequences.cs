using Contracts.Events;

namespace Testing;

/// <summary>Counts the events of each subscription as Subscriptions would, in the order in which a test publishes them, where the test does not number them itself.</summary>
public sealed class EventSequences
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _last = [];
    private readonly Dictionary<Guid, int> _known = [];

    public IEvent Number(IEvent e) => e switch
    {
        SubscriptionEvent single => Number(single),
        PeriodsStarted batch => batch with { Periods = [.. batch.Periods.Select(period => (PeriodStarted)Number(period))] },
        _ => e,
    };

    /// <summary>One that was published before keeps its number.</summary>
    private SubscriptionEvent Number(SubscriptionEvent e)
    {
        lock (_lock)
        {
            if (e.Sequence > 0 || _known.TryGetValue(e.EventId, out _))
            {
                _last[e.AggregateId] = Math.Max(_last.GetValueOrDefault(e.AggregateId), e.Sequence);
                return e.Sequence > 0 ? e : e with { Sequence = _known[e.EventId] };
            }

            return e with { Sequence = _known[e.EventId] = _last[e.AggregateId] = _last.GetValueOrDefault(e.AggregateId) + 1 };
        }
    }
}
