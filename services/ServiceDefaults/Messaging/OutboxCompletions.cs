using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>
/// Notes which events have left the outbox of one service: the first one at once, and those that come meanwhile together. What a failure keeps from
/// being noted is published again when its lease is over, and its handlers pass over it.
/// </summary>
internal sealed partial class OutboxCompletions<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxCompletions<TDb>> logger)
    where TDb : ServiceDb
{
    private const int BatchSize = 200;

    private readonly ConcurrentQueue<long> _waiting = new();
    private readonly Lock _lock = new();
    private Task? _noting;

    public void Add(long sequence)
    {
        _waiting.Enqueue(sequence);
        Begin();
    }

    /// <summary>Ends when nothing is being noted.</summary>
    public Task Idle()
    {
        lock (_lock)
        {
            return _noting ?? Task.CompletedTask;
        }
    }

    private void Begin()
    {
        lock (_lock)
        {
            _noting ??= Task.Run(NoteAll);
        }
    }

    private async Task NoteAll()
    {
        while (TakeOrEnd() is { Count: > 0 } sequences)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TDb>().Complete(sequences, clock.GetUtcNow(), CancellationToken.None);
            }
            catch (Exception e)
            {
                Log.NotNoted(logger, typeof(TDb).Name, sequences.Count, e);
            }
        }
    }

    private List<long> TakeOrEnd()
    {
        lock (_lock)
        {
            var taken = new List<long>();
            while (taken.Count < BatchSize && _waiting.TryDequeue(out var sequence))
            {
                taken.Add(sequence);
            }

            _noting = taken.Count > 0 ? _noting : null;
            return taken;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "That {Count} events of {Db} were handled could not be noted; they are published again")]
        public static partial void NotNoted(ILogger logger, string db, int count, Exception exception);
    }
}
