using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;

namespace Benchmarks.Limits;

/// <summary>MassTransit on the system's broker, with a queue of the kind that the system's are, and nothing done about a message.</summary>
internal sealed class BareBus : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<long>> _awaited = new();
    private readonly IBusControl _bus;
    private readonly string _payload;

    private BareBus(Uri broker, int size)
    {
        _payload = new string('x', size);
        _bus = Bus.Factory.CreateUsingRabbitMq(transport =>
        {
            transport.Host(broker);
            transport.ReceiveEndpoint("benchmark", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 16;
                endpoint.Handler<Nothing>(context =>
                {
                    _awaited[context.Message.Id].TrySetResult(Stopwatch.GetTimestamp());
                    return Task.CompletedTask;
                });
            });
        });
    }

    /// <param name="size">Characters in a message.</param>
    public static async Task<BareBus> Start(Uri broker, int size)
    {
        var bus = new BareBus(broker, size);
        await bus._bus.StartAsync();
        return bus;
    }

    /// <returns>From publishing until it is consumed.</returns>
    public async Task<TimeSpan> Send()
    {
        var message = new Nothing(Guid.CreateVersion7(), _payload);
        var consumed = _awaited.GetOrAdd(message.Id, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        var began = Stopwatch.GetTimestamp();
        await _bus.Publish(message);
        return Stopwatch.GetElapsedTime(began, await consumed.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync();
}

/// <summary>A message.</summary>
public sealed record Nothing(Guid Id, string Payload);
