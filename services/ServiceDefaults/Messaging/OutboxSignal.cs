using System.Collections.Concurrent;

namespace ServiceDefaults.Messaging;

/// <summary>Wakes the dispatcher of a context in this process, so that an event need not wait for the next poll.</summary>
internal static class OutboxSignal
{
    private static readonly ConcurrentDictionary<Type, SemaphoreSlim> Signals = new();

    public static void Wake(Type db)
    {
        var signal = Of(db);
        if (signal.CurrentCount == 0)
        {
            try
            {
                signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Someone woke it at the same moment.
            }
        }
    }

    /// <summary>Returns when woken or when the time is over.</summary>
    public static Task WaitAsync(Type db, TimeSpan atMost, CancellationToken ct) => Of(db).WaitAsync(atMost, ct);

    private static SemaphoreSlim Of(Type db) => Signals.GetOrAdd(db, _ => new SemaphoreSlim(0, 1));
}
