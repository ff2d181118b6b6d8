using System.Collections.Concurrent;
using System.Diagnostics;
using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;
using Contracts.Subscriptions.V1;
using Npgsql;

namespace Benchmarks.Cases;

/// <summary>
/// From the answer of a close until its chatter entry is committed, and so visible, beside a message that is published and consumed. One at
/// a time: it is how long the way is, not how wide.
/// </summary>
internal static class ChatterLag
{
    private const int PerSecond = 50;

    private const string Announce = """
        CREATE OR REPLACE FUNCTION announce() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_notify('chatter', NEW."ThreadId"::text); RETURN NEW; END $$;
        CREATE OR REPLACE TRIGGER announce AFTER INSERT ON "ChatterEntries" FOR EACH ROW EXECUTE FUNCTION announce();
        """;

    public static async Task Measure(ClusterDeployment deployment, Report report)
    {
        await using var bus = await BareBus.Start(deployment.Broker, ((string)deployment.Sample.Event["Payload"]).Length);
        await using var watch = await Watch.Begin(deployment.Database("notifications"));
        var service = deployment.Client.Client<SubscriptionService.SubscriptionServiceClient>();
        await report.Compare(
            new Subject("chatter", deployment.Name, 1, "MassTransit publish and consume", new Bar(3, Lag: true)),
            async time =>
            {
                await deployment.Orders.Stock((int)(PerSecond * time.TotalSeconds) + 1);
                return await Paced(time, async () =>
                {
                    var id = deployment.Orders.TakeRunning().ToString();
                    var seen = watch.For(id);
                    await service.CloseSubscriptionAsync(Business.ClosingRequest(id, id));
                    var answered = Stopwatch.GetTimestamp();
                    return Stopwatch.GetElapsedTime(answered, await seen);
                });
            },
            time => Paced(time, bus.Send),
            deployment.Settled);
    }

    /// <summary>The next one starts when the last one is there, and not before its turn.</summary>
    private static async Task<Side> Paced(TimeSpan time, Func<Task<TimeSpan>> once)
    {
        var began = Stopwatch.GetTimestamp();
        var taken = new List<double>();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var turn = Task.Delay(TimeSpan.FromSeconds(1) / PerSecond);
            taken.Add((await once()).TotalMilliseconds);
            await turn;
        }

        return Side.Of(taken, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>PostgreSQL itself says when an entry is committed: asking again and again would slow what is measured.</summary>
    private sealed class Watch : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _awaited = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly NpgsqlConnection _connection;
        private Task _listening = Task.CompletedTask;

        private Watch(NpgsqlConnection connection) => _connection = connection;

        public static async Task<Watch> Begin(NpgsqlDataSource notifications)
        {
            var watch = new Watch(await notifications.OpenConnectionAsync());
            await using var command = new NpgsqlCommand(Announce + "LISTEN chatter;", watch._connection);
            await command.ExecuteNonQueryAsync();
            watch._connection.Notification += (_, e) => watch.Of(e.Payload).TrySetResult(Stopwatch.GetTimestamp());
            watch._listening = Task.Run(watch.Listen);
            return watch;
        }

        /// <returns>When the order's next entry was there.</returns>
        public Task<long> For(string order) => Of(order).Task.WaitAsync(TimeSpan.FromSeconds(30));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _connection.DisposeAsync();
            _stop.Dispose();
        }

        private async Task Listen()
        {
            while (!_stop.IsCancellationRequested)
            {
                await _connection.WaitAsync(_stop.Token);
            }
        }

        private TaskCompletionSource<long> Of(string order) =>
            _awaited.GetOrAdd(order, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
