using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Contracts.Subscriptions.V1;

namespace Cluster.Tests.Support;

/// <summary>
/// Frontends at work: they close orders and read lists through whichever gateway is ready, as a load balancer in front would send them.
/// A close that got no answer is sent again under the same Idempotency-Key until it is accepted.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterUnderTest _cluster;
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<Subscription> _waiting;
    private readonly ConcurrentBag<Subscription> _closed = [];
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly List<Task> _closers;
    private readonly List<Task> _others;
    private volatile Uri[] _ready;
    private int _turn;
    private int _reads;

    private Load(ClusterUnderTest cluster, string token, IEnumerable<Subscription> orders, int workers, TimeSpan pause)
    {
        _cluster = cluster;
        _waiting = new(orders);
        _ready = [.. cluster.Gateways];
        var handler = cluster.Handler();
        handler.PooledConnectionLifetime = TimeSpan.FromSeconds(20);
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _closers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(() => CloseAll(pause)))];
        _others = [Task.Run(Balance), Task.Run(Read)];
    }

    /// <summary>Closes that were accepted.</summary>
    public IReadOnlyCollection<Subscription> Closed => _closed;

    /// <summary>Requests that were not answered as they should be, each with its time, whether sent again or not.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    public int Reads => _reads;

    public bool IsOver => _closers.All(closer => closer.IsCompleted);

    /// <param name="pause">Between two closes of one worker.</param>
    public static Load Begin(ClusterUnderTest cluster, StandaloneClient client, IEnumerable<Subscription> orders, int workers = 4, TimeSpan? pause = null) =>
        new(cluster, client.Http.DefaultRequestHeaders.Authorization!.Parameter!, orders, workers, pause ?? TimeSpan.Zero);

    /// <summary>Waits until every order is closed.</summary>
    public Task AllClosed() => Task.WhenAll(_closers);

    /// <summary>Waits until that many closes were accepted.</summary>
    public Task ClosedAtLeast(int count) =>
        Eventually.Async(() => Task.FromResult(_closed.Count >= count || IsOver), $"{count} closes", Patience);

    /// <summary>Waits until that many requests were not answered as they should be.</summary>
    public Task FailedAtLeast(int count) =>
        Eventually.Async(() => Task.FromResult(_failures.Count >= count || IsOver), $"{count} failures", Patience);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_others);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task CloseAll(TimeSpan pause)
    {
        while (_waiting.TryDequeue(out var order))
        {
            var began = Stopwatch.GetTimestamp();
            while (!await TryClose(order))
            {
                Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Patience, $"{order.Number} was not closed: {string.Join("; ", _failures)}");
                await Task.Delay(200);
            }

            _closed.Add(order);
            await Task.Delay(pause);
        }
    }

    private async Task<bool> TryClose(Subscription order)
    {
        var body = JsonSerializer.Serialize(new { reasonText = $"Moving abroad ({order.Number})", credit = "prorated", issueCreditAtOnce = true });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Next(), $"/admin/api/v1/subscriptions/{order.Id}:close"));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", $"close-{order.Id}");
        return await Send(request);
    }

    private async Task Read()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Next(), "/admin/api/v1/subscriptions?pageSize=5"));
            await Send(request);
            Interlocked.Increment(ref _reads);
            await Task.Delay(150);
        }
    }

    private async Task<bool> Send(HttpRequestMessage request)
    {
        var what = $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {request.Method} {request.RequestUri!.Port}";
        try
        {
            using var response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                return true;
            }

            var problem = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBeGreaterThanOrEqualTo(500, problem);
            _failures.Enqueue($"{what} {(int)response.StatusCode} {problem}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            _failures.Enqueue($"{what} {e.Message}");
        }

        return false;
    }

    private Uri Next()
    {
        var ready = _ready;
        return ready[(Interlocked.Increment(ref _turn) & int.MaxValue) % ready.Length];
    }

    /// <summary>Asks the gateways for their readiness, as a load balancer does; when none is ready, any may be tried.</summary>
    private async Task Balance()
    {
        using var http = new HttpClient(_cluster.Handler()) { Timeout = TimeSpan.FromSeconds(2) };
        while (!_stop.IsCancellationRequested)
        {
            var ready = new List<Uri>();
            foreach (var gateway in _cluster.Gateways)
            {
                if (await IsReady(http, gateway))
                {
                    ready.Add(gateway);
                }
            }

            _ready = ready.Count > 0 ? [.. ready] : [.. _cluster.Gateways];
            await Task.Delay(500);
        }
    }

    private static async Task<bool> IsReady(HttpClient http, Uri gateway)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(gateway, "/health/ready"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
