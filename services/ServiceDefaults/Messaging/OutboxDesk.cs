using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>
/// Where whoever saves events hands them to the dispatcher of that database in the same process. They are saved as leased to it
/// already, so that it need not ask the database for what it holds in its hands; should it never get to them, they are found like
/// anything else whose holder died.
/// </summary>
internal sealed class OutboxDesk : IDisposable
{
    /// <summary>How long a holder may take before another replica takes over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<(Type Context, string Connection), OutboxDesk> Desks = new();

    private readonly Guid _holder = Guid.CreateVersion7();
    private readonly ConcurrentQueue<OutboxMessage> _waiting = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly (Type, string) _place;
    private readonly TimeProvider _clock;

    private OutboxDesk((Type, string) place, TimeProvider clock)
    {
        _place = place;
        _clock = clock;
    }

    /// <summary>Off while publishing fails: what is saved from then on waits in the database, where there is room.</summary>
    public bool IsStaffed { get; set; } = true;

    public static OutboxDesk Open(ServiceDb db, TimeProvider clock) => Desks[PlaceOf(db)] = new OutboxDesk(PlaceOf(db), clock);

    /// <summary>Where to hand over what was reserved.</summary>
    /// <returns>Null when nobody in this process publishes for that database.</returns>
    public static OutboxDesk? Of(ServiceDb db) => Desks.GetValueOrDefault(PlaceOf(db));

    /// <summary>Where to reserve what is to be saved.</summary>
    /// <returns>Null also when nobody is there to publish it now.</returns>
    public static OutboxDesk? StaffedOf(ServiceDb db) => Of(db) is { IsStaffed: true } desk ? desk : null;

    /// <summary>Before it is saved.</summary>
    public void Reserve(OutboxMessage message) => message.LeaseTo(_holder, _clock.GetUtcNow() + Lease);

    /// <summary>After they were committed.</summary>
    public void HandOver(IEnumerable<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            _waiting.Enqueue(message);
        }

        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been rung, and not yet been heard.
        }
    }

    public IReadOnlyList<OutboxMessage> Take(int atMost)
    {
        var taken = new List<OutboxMessage>();
        while (taken.Count < atMost && _waiting.TryDequeue(out var message))
        {
            taken.Add(message);
        }

        return taken;
    }

    /// <summary>Returns when something was handed over or when the time is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _waiting.IsEmpty ? _bell.WaitAsync(atMost, ct) : Task.CompletedTask;

    /// <summary>Nothing is handed over any more; what was, can still be taken.</summary>
    public void Dispose()
    {
        IsStaffed = false;
        Desks.TryRemove(new KeyValuePair<(Type, string), OutboxDesk>(_place, this));
    }

    private static (Type, string) PlaceOf(ServiceDb db) => (db.GetType(), db.Database.GetConnectionString() ?? "");
}
