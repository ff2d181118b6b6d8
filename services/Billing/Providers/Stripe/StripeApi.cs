using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Billing.Providers.Stripe;

/// <summary>
/// Stripe's REST API: forms in, JSON out. A request that met a limit, another one at work on the same, or no connection is repeated a few
/// times: each POST bears an idempotency key, so that it takes effect once. Anything else that is no clear answer ends as
/// <see cref="StripeUnavailableException"/>; a time-out at once, for it may have taken effect.
/// </summary>
internal sealed partial class StripeApi : IDisposable
{
    private const int MaximumTries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    /// <summary>
    /// After this nothing is repeated: far below the day for which a key is remembered. Only a process that was held up for so long gets there,
    /// such as one whose machine slept; a charge that it sent again might count twice.
    /// </summary>
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromHours(1);

    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly ILogger<StripeApi> _logger;

    public StripeApi(IOptions<StripeOptions> options, TimeProvider clock, ILogger<StripeApi> logger)
    {
        _clock = clock;
        _logger = logger;
        _timeout = options.Value.Timeout;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // Addresses behind a name change.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri(options.Value.ApiAddress), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey);
        _http.DefaultRequestHeaders.Add("Stripe-Version", options.Value.ApiVersion);
    }

    /// <param name="path">With its query: v1/payment_intents/pi_1.</param>
    public Task<StripeAnswer> Get(string path, CancellationToken ct) => Send(() => new HttpRequestMessage(HttpMethod.Get, path), path, ct);

    /// <param name="form">Nested names in brackets: metadata[attempt].</param>
    public Task<StripeAnswer> Post(string path, string idempotencyKey, IReadOnlyDictionary<string, string> form, CancellationToken ct) => Send(
        () => new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form),
            Headers = { { "Idempotency-Key", idempotencyKey } },
        },
        path,
        ct);

    public void Dispose() => _http.Dispose();

    private async Task<StripeAnswer> Send(Func<HttpRequestMessage> make, string path, CancellationToken ct)
    {
        var began = _clock.GetUtcNow();
        for (var tries = 1; ; tries++)
        {
            if (_clock.GetUtcNow() - began > RepeatLimit)
            {
                throw new StripeUnavailableException($"The request to Stripe was held up for more than {RepeatLimit.TotalMinutes} min.");
            }

            TimeSpan? asked = null;
            try
            {
                using var request = make();
                using var response = await SendOnce(request, ct);
                if (tries == MaximumTries || !IsWorthRepeating(response))
                {
                    return await Read(response, ct);
                }

                asked = response.Headers.RetryAfter?.Delta;
                Log.Repeated(_logger, Place(path), (int)response.StatusCode);
            }
            catch (HttpRequestException e) when (e is not StripeUnavailableException)
            {
                if (tries == MaximumTries)
                {
                    throw new StripeUnavailableException($"There is no connection to Stripe ({e.HttpRequestError}).", inner: e);
                }

                Log.NoConnection(_logger, Place(path), $"{e.HttpRequestError}");
            }

            var wait = asked ?? FirstWait * Math.Pow(2, tries - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, ct);
        }
    }

    private async Task<HttpResponseMessage> SendOnce(HttpRequestMessage request, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_timeout);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new StripeUnavailableException($"Stripe did not answer within {_timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.", inner: e);
        }
    }

    /// <summary>Stripe says so itself where it knows; too many requests and a lock that somebody else holds had no effect.</summary>
    private static bool IsWorthRepeating(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Stripe-Should-Retry", out var said)
            ? said.Contains("true", StringComparer.OrdinalIgnoreCase)
            : response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict;

    private static async Task<StripeAnswer> Read(HttpResponseMessage response, CancellationToken ct)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new StripeException($"Stripe does not accept the secret key for this ({(int)response.StatusCode}).");
            case HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound:
                try
                {
                    using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
                    return new StripeAnswer(response.StatusCode, body.RootElement.Clone());
                }
                catch (JsonException e)
                {
                    throw new StripeUnavailableException($"Something that is not Stripe answered with {(int)response.StatusCode}.", response.StatusCode, e);
                }

            default:
                throw new StripeUnavailableException($"Stripe answered with {(int)response.StatusCode}.", response.StatusCode);
        }
    }

    /// <summary>What was asked for, without ids and query: v1/payment_intents.</summary>
    private static string Place(string path) => string.Join('/', path.Split('?')[0].Split('/').Where(part => !part.Any(char.IsAsciiDigit) || part == "v1"));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Stripe answered {Place} with {Status}; it is asked again")]
        public static partial void Repeated(ILogger logger, string place, int status);

        [LoggerMessage(LogLevel.Warning, "No connection to Stripe for {Place} ({Error}); it is tried again")]
        public static partial void NoConnection(ILogger logger, string place, string error);
    }
}
