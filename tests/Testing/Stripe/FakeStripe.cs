using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Testing.Stripe;

/// <summary>
/// As much of Stripe's public API as the product uses, on loopback: forms with brackets, bearer or basic authentication, Stripe-Version,
/// idempotent replay, lists, its test payment methods, its hosted page for cards, signed webhooks; and faults on demand. Written from
/// Stripe's documentation; it is not Stripe.
/// </summary>
public sealed class FakeStripe : IAsyncDisposable
{
    /// <summary>The only version of the API that it speaks.</summary>
    public const string ApiVersion = "2026-10-28.endive";

    public const string SecretKey = "sk_test_fake000000000000";
    public const string WebhookSecret = "whsec_fakefakefakefake";

    private readonly WebApplication _app;
    private readonly FakeAccount _account;
    private readonly FakeIdempotency _idempotency;
    private readonly ConcurrentQueue<(string Path, StripeFault Fault)> _faults = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<StripeRequest> _requests = new();
    private volatile bool _acceptsKeys = true;

    private FakeStripe(WebApplication app, TimeProvider clock)
    {
        _app = app;
        _account = new FakeAccount(clock, () => Address);
        _idempotency = new FakeIdempotency(clock);
    }

    public string Address => _app.Urls.First();

    /// <summary>Every request that came with the right key, oldest first.</summary>
    public IReadOnlyCollection<StripeRequest> Requests => _requests;

    /// <summary>Intents that took money.</summary>
    public IReadOnlyList<JsonObject> Taken => [.. Intents.Where(i => (string?)i["status"] == "succeeded")];

    public IReadOnlyList<JsonObject> Intents => _account.All("pi");

    public IReadOnlyList<JsonObject> Customers => _account.All("cus");

    public IReadOnlyList<JsonObject> Methods => _account.All("pm");

    public IReadOnlyList<JsonObject> Refunds => _account.All("re");

    /// <summary>What would be sent by webhook, oldest first.</summary>
    public IReadOnlyList<StripeNotice> Notices => _account.Notices;

    public static async Task<FakeStripe> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var stripe = new FakeStripe(app, clock);
        app.Run(stripe.Answer);
        await app.StartAsync();
        return stripe;
    }

    /// <summary>Settings that make Billing use it.</summary>
    public Dictionary<string, string?> Configuration(string timeout = "00:00:10") => new()
    {
        ["Billing:Provider"] = "stripe",
        ["Billing:Stripe:SecretKey"] = SecretKey,
        ["Billing:Stripe:WebhookSecrets:0"] = WebhookSecret,
        ["Billing:Stripe:ApiAddress"] = Address,
        ["Billing:Stripe:Timeout"] = timeout,
    };

    /// <summary>The next request whose path begins so meets this; further ones queue up behind it.</summary>
    public void Next(string path, params StripeFault[] faults)
    {
        foreach (var fault in faults)
        {
            _faults.Enqueue((path, fault));
        }
    }

    /// <summary>What a person does on the hosted page: enters the card behind a test payment method.</summary>
    /// <returns>Id of the payment method that came of it.</returns>
    public string EnterCard(string session, string testMethod = "pm_card_visa", int expiryMonth = 12, int expiryYear = 2030) =>
        _account.EnterCard(session, testMethod, expiryMonth, expiryYear);

    /// <summary>A member of staff takes the card away from its customer in the dashboard.</summary>
    public void Detach(string method) => _account.Detach(method);

    /// <summary>The bank gives out a new card in its place.</summary>
    public void Reissue(string method, string testMethod, int expiryMonth, int expiryYear) => _account.Reissue(method, testMethod, expiryMonth, expiryYear);

    /// <summary>A member of staff gives money back in the dashboard.</summary>
    public void RefundInDashboard(string intent, long amount) => _account.Refund(new JsonObject { ["payment_intent"] = intent, ["amount"] = $"{amount}" });

    /// <summary>The cardholder disputes the payment.</summary>
    /// <param name="amount">In Stripe's unit; all of it when not given.</param>
    /// <returns>The dispute's id.</returns>
    public string Dispute(string intent, long? amount = null) => _account.Dispute(intent, amount);

    /// <summary>The bank takes the disputed money back.</summary>
    public void WithdrawDisputed(string dispute) => _account.MoveDisputed(dispute, reinstated: false);

    /// <summary>The dispute is won, and the money comes again.</summary>
    public void ReinstateDisputed(string dispute) => _account.MoveDisputed(dispute, reinstated: true);

    /// <summary>Another program that uses the account sends a customer to a page, without our metadata.</summary>
    /// <returns>The session's id.</returns>
    public string MakeForeignSession(string customer) => (string)_account.MakeSession(new JsonObject
    {
        ["customer"] = customer, ["mode"] = "setup", ["currency"] = "eur", ["success_url"] = "https://shop.example/?s={CHECKOUT_SESSION_ID}",
    }).Body["id"]!;

    /// <summary>An intent that another program made with the same account.</summary>
    public string MakeForeignIntent() => _account.MakeForeignIntent();

    /// <summary>What the customer does on the bank's page, which an intent led to.</summary>
    public void AnswerBank(string intent, bool confirmed) => _account.AnswerBank(intent, confirmed);

    /// <summary>A member of staff confirms an intent in the dashboard that had failed.</summary>
    public void TakeLater(string intent) => _account.TakeLater(intent);

    /// <summary>No fault waits any more.</summary>
    public void EndFaults() => _faults.Clear();

    /// <summary>Charges of the only customer that another program made with the same account.</summary>
    public void MakeIntentsOfCustomer(int count) => _account.MakeIntentsOfCustomer(count);

    /// <summary>Whether the secret key is still good.</summary>
    public void AcceptKeys(bool good) => _acceptsKeys = good;

    /// <summary>Refunds stay pending from now on.</summary>
    public void HoldRefunds() => _account.HoldRefunds = true;

    /// <summary>The pending refunds reach this state.</summary>
    public void ResolveRefunds(string status) => _account.ResolveRefunds(status);

    /// <summary>As if a day had passed: no idempotency key is remembered any more.</summary>
    public void ForgetKeys() => _idempotency.Forget();

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopped.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/c/pay", out var session))
        {
            await FakeHostedPage.Answer(context, _account, session.Value!.TrimStart('/'));
            return;
        }

        if (!_acceptsKeys || !IsAuthorized(context.Request))
        {
            await Write(context, FakeAnswer.Error(401, "invalid_request_error", "Invalid API Key provided"));
            return;
        }

        var form = context.Request.HasFormContentType ? BracketForm.Read(await context.Request.ReadFormAsync()) : BracketForm.Read(context.Request.Query);
        var path = context.Request.Path.Value!.TrimStart('/');
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var version = context.Request.Headers["Stripe-Version"].ToString();
        _requests.Enqueue(new StripeRequest(context.Request.Method, path, key, version, context.Request.Headers["X-Stripe-Client-Telemetry"].ToString(), form));
        if (version != ApiVersion)
        {
            await Write(context, FakeAnswer.Invalid(400, null, "Stripe-Version", $"This fake speaks {ApiVersion} alone."));
            return;
        }

        var fault = NextFault(path);
        switch (fault)
        {
            case StripeFault.CutBefore:
                context.Abort();
                return;
            case StripeFault.SilentBefore:
                await Silence(context);
                return;
            case StripeFault.TooManyRequests:
                context.Response.Headers.RetryAfter = "0";
                await Write(context, FakeAnswer.Error(429, "invalid_request_error", "Too many requests", "rate_limit"));
                return;
            case StripeFault.Locked:
                await Write(context, FakeAnswer.Error(409, "invalid_request_error", "Locked", "lock_timeout"));
                return;
        }

        var failed = FakeAnswer.Error(500, "api_error", "An unknown error occurred");
        var answer = HttpMethods.IsPost(context.Request.Method)
            ? _idempotency.Once(key, path, form, () =>
            {
                if (fault == StripeFault.ErrorBefore)
                {
                    return failed;
                }

                var done = FakeRoutes.Answer(_account, context.Request.Method, path, form);
                return fault == StripeFault.ErrorAfter ? failed : done;
            })
            : fault is StripeFault.ErrorBefore or StripeFault.ErrorAfter ? failed : FakeRoutes.Answer(_account, context.Request.Method, path, form);
        switch (fault)
        {
            case StripeFault.CutAfter:
                context.Abort();
                break;
            case StripeFault.SilentAfter:
                await Silence(context);
                break;
            default:
                await Write(context, answer);
                break;
        }
    }

    private StripeFault? NextFault(string path)
    {
        lock (_faults)
        {
            return _faults.TryPeek(out var next) && path.StartsWith(next.Path, StringComparison.Ordinal) && _faults.TryDequeue(out _) ? next.Fault : null;
        }
    }

    /// <summary>Until the client gives up, or the test ends.</summary>
    private async Task Silence(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopped.Token);
        try
        {
            await Task.Delay(Timeout.Infinite, end.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static bool IsAuthorized(HttpRequest request)
    {
        var basic = $"Basic {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{SecretKey}:"))}";
        return request.Headers.Authorization.ToString() is var sent && (sent == $"Bearer {SecretKey}" || sent == basic);
    }

    private static async Task Write(HttpContext context, FakeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = $"req_{Guid.NewGuid():N}";
        await context.Response.WriteAsync(answer.Body.ToJsonString());
    }
}

/// <summary>A request as the fake received it.</summary>
/// <param name="Telemetry">What the client measured of its last request; empty when it keeps that to itself.</param>
public sealed record StripeRequest(string Method, string Path, string IdempotencyKey, string Version, string Telemetry, JsonObject Form);
