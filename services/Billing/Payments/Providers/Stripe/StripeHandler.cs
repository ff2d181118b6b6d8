using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Billing.Payments.Providers.Stripe;

/// <summary>
/// Sends the requests of Stripe's client. One that met a limit, a lock at Stripe or no connection is repeated a few times: each POST bears an
/// idempotency key, so that it takes effect once. No answer in time is final, for the request may have taken effect. The client's own
/// repetitions are off, because they would repeat that too.
/// </summary>
internal sealed partial class StripeHandler : DelegatingHandler
{
    private const int MaximumTries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    /// <summary>
    /// After this nothing is repeated: far below the day for which a key is remembered. Only a process that was held up for so long gets there,
    /// such as one whose machine slept; a charge that it sent again might count twice.
    /// </summary>
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromHours(1);

    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly ILogger<StripeHandler> _logger;

    public StripeHandler(IOptions<StripeOptions> options, TimeProvider clock, ILogger<StripeHandler> logger)
        : base(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // Addresses behind a name change.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
    {
        _timeout = options.Value.Timeout;
        _clock = clock;
        _logger = logger;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
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
                var response = await SendOnce(request, ct);
                if (tries == MaximumTries || !IsWorthRepeating(response))
                {
                    return response;
                }

                asked = response.Headers.RetryAfter?.Delta;
                Log.Repeated(_logger, Resource(request), (int)response.StatusCode);
                response.Dispose();
            }
            catch (HttpRequestException e) when (e is not StripeUnavailableException)
            {
                if (tries == MaximumTries)
                {
                    throw new StripeUnavailableException($"There is no connection to Stripe ({e.HttpRequestError}).", inner: e);
                }

                Log.NoConnection(_logger, Resource(request), $"{e.HttpRequestError}");
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
            var response = await base.SendAsync(request, limit.Token);
            // An answer that stops in the middle is none.
            await response.Content.LoadIntoBufferAsync(limit.Token);
            return response;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new StripeUnavailableException($"Stripe did not answer within {_timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.", inner: e);
        }
    }

    /// <summary>Stripe says so itself where it knows; too many requests and a lock that another request holds had no effect.</summary>
    private static bool IsWorthRepeating(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Stripe-Should-Retry", out var said)
            ? said.Contains("true", StringComparer.OrdinalIgnoreCase)
            : response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict;

    /// <summary>What was asked for, without ids and query: v1/payment_intents.</summary>
    private static string Resource(HttpRequestMessage request) =>
        string.Join('/', request.RequestUri!.AbsolutePath.Split('/').Where(part => part.Length > 0 && (part == "v1" || !part.Any(char.IsAsciiDigit))));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Stripe answered {Resource} with {Status}; it is asked again")]
        public static partial void Repeated(ILogger logger, string resource, int status);

        [LoggerMessage(LogLevel.Warning, "No connection to Stripe for {Resource} ({Error}); it is tried again")]
        public static partial void NoConnection(ILogger logger, string resource, string error);
    }
}
