using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>
/// The way from whoever saves events to the dispatcher of that database in the same process. They are saved as leased to it already, so that it
/// need not ask the database for what it is given here; should it never get to them, they are found like anything else whose holder died.
/// </summary>
internal sealed class OutboxChannel : IDisposable
{
    /// <summary>How long a holder may take before another replica takes over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<(Type Context, string Connection), OutboxChannel> Channels = new();

    private readonly Guid _holder = Guid.CreateVersion7();
    private readonly Channel<OutboxMessage> _saved = Channel.CreateUnbounded<OutboxMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly (Type, string) _place;
    private readonly TimeProvider _clock;
    private Task<bool>? _more;

    private OutboxChannel((Type, string) place, TimeProvider clock)
    {
        _place = place;
        _clock = clock;
    }

    /// <summary>Off while publishing fails: what is saved from then on waits in the database, where there is room.</summary>
    public bool IsOpen { get; set; } = true;

    public static OutboxChannel Open(ServiceDb db, TimeProvider clock) => Channels[PlaceOf(db)] = new OutboxChannel(PlaceOf(db), clock);

    /// <summary>Where what was leased goes after its commit.</summary>
    /// <returns>Null when nobody in this process publishes for that database.</returns>
    public static OutboxChannel? Of(ServiceDb db) => Channels.GetValueOrDefault(PlaceOf(db));

    /// <summary>To lease what is to be saved.</summary>
    /// <returns>Null also when it cannot be published now.</returns>
    public static OutboxChannel? OpenOf(ServiceDb db) => Of(db) is { IsOpen: true } channel ? channel : null;

    /// <summary>Before it is saved.</summary>
    public void Hold(OutboxMessage message) => message.LeaseTo(_holder, _clock.GetUtcNow() + Lease);

    /// <summary>After they were committed.</summary>
    public void Write(IEnumerable<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            _saved.Writer.TryWrite(message);
        }
    }

    public IReadOnlyList<OutboxMessage> Read(int atMost)
    {
        var read = new List<OutboxMessage>();
        while (read.Count < atMost && _saved.Reader.TryRead(out var message))
        {
            read.Add(message);
        }

        return read;
    }

    /// <summary>Returns when there is something to read, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (_more is null or { IsCompleted: true })
        {
            _more = _saved.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        }

        await ((Task)_more).WaitAsync(atMost, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Nothing is taken any more; what was, can still be read.</summary>
    public void Dispose()
    {
        IsOpen = false;
        Channels.TryRemove(new KeyValuePair<(Type, string), OutboxChannel>(_place, this));
    }

    private static (Type, string) PlaceOf(ServiceDb db) => (db.GetType(), db.Database.GetConnectionString() ?? "");
}
