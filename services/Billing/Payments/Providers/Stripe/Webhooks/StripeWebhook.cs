using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using ServiceDefaults.Errors;
using Stripe;

namespace Billing.Payments.Providers.Stripe.Webhooks;

/// <summary>
/// Takes in what Stripe tells. The signature stands for a token; the event is saved before it is acknowledged, once by its id, and acted
/// on afterwards. What was not saved Stripe sends again.
/// </summary>
internal static partial class StripeWebhook
{
    public const string Path = "/webhooks/stripe";
    public const string SignatureHeader = "Stripe-Signature";

    private const int MaximumBody = 1024 * 1024;
    private const int MaximumId = 100;

    public static async Task Receive(HttpContext context)
    {
        var services = context.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        if (await ReadBody(context.Request, context.RequestAborted) is not { } body)
        {
            await Refuse(context, StatusCodes.Status413PayloadTooLarge, "TOO_LARGE", "An event has at most 1 MiB.");
            return;
        }

        var secrets = services.GetRequiredService<IOptions<StripeOptions>>().Value.WebhookSecrets;
        // Stripe signs in the time of the machines, whatever clock the business runs on.
        var now = TimeProvider.System.GetUtcNow();
        if (Complaint(body, context.Request.Headers[SignatureHeader].ToString(), secrets, now) is { } complaint)
        {
            Count("refused", "");
            await Refuse(context, StatusCodes.Status400BadRequest, "BAD_SIGNATURE", complaint);
            return;
        }

        if (Read(body, clock.GetUtcNow(), services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StripeWebhook))) is not { } received)
        {
            Count("refused", "");
            await Refuse(context, StatusCodes.Status400BadRequest, "NOT_AN_EVENT", $"The body is no event as Stripe sends it in the API version {StripeConfiguration.ApiVersion}.");
            return;
        }

        if (HandleStripeEvent.Handles(received.Type))
        {
            var isNew = await Save(services.GetRequiredService<BillingDb>(), received, context.RequestAborted);
            Count(isNew ? "received" : "repeated", received.Type);
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    public static void Count(string outcome, string type) => BillingMetrics.ProviderEvents.Add(1,
        new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("type", type));

    /// <summary>What is wrong with the signature, by the library's words; null when it was made with any of the secrets.</summary>
    private static string? Complaint(string body, string header, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var complaints = new List<string>();
        foreach (var secret in secrets)
        {
            try
            {
                EventUtility.ValidateSignature(body, header, secret, EventUtility.DefaultTimeTolerance, now.ToUnixTimeSeconds());
                return null;
            }
            catch (Exception e) when (e is StripeException or FormatException or OverflowException)
            {
                complaints.Add(e.Message);
            }
        }

        return string.Join(' ', complaints.Distinct());
    }

    /// <summary>False when it is there already.</summary>
    private static async Task<bool> Save(BillingDb db, StripeEvent received, CancellationToken ct)
    {
        if (await db.Set<StripeEvent>().AnyAsync(e => e.EventId == received.EventId, ct))
        {
            return false;
        }

        db.Add(received);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (TransientFailure.IsConflict(e))
        {
            return false;
        }
    }

    /// <summary>Null when it is too long.</summary>
    private static async Task<string?> ReadBody(HttpRequest request, CancellationToken ct)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            if (read.Buffer.Length > MaximumBody)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                // What is not UTF-8 becomes another text than the one that was signed.
                return Encoding.UTF8.GetString(read.Buffer);
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>
    /// Null when it is no event. One of another API version is taken all the same: only ids are read from it, which are alike in all of them.
    /// </summary>
    private static StripeEvent? Read(string body, DateTimeOffset now, ILogger logger)
    {
        Event parsed;
        try
        {
            parsed = EventUtility.ParseEvent(body, throwOnApiVersionMismatch: false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }

        var subject = (parsed.Data?.Object as IHasId)?.Id ?? "";
        if (parsed is not { Object: "event", Id.Length: > 0 and <= MaximumId, Type.Length: > 0 and <= MaximumId }
            || (subject.Length == 0 && HandleStripeEvent.Handles(parsed.Type)))
        {
            return null;
        }

        if (parsed.ApiVersion is { } version && !EventUtility.IsCompatibleApiVersion(version))
        {
            Log.OtherVersion(logger, parsed.Type, version, StripeConfiguration.ApiVersion);
        }

        return StripeEvent.Receive(parsed.Id, parsed.Type, subject, CustomerOf(parsed.Data) ?? "", now);
    }

    /// <summary>Whose card it is or, when it was taken away, was.</summary>
    private static string? CustomerOf(EventData? data) =>
        data?.Object is PaymentMethod method ? method.CustomerId ?? (string?)(data.PreviousAttributes as JObject)?["customer"] : null;

    private static Task Refuse(HttpContext context, int status, string reason, string detail) => Results.Problem(
        detail, statusCode: status, type: $"urn:subscriptions:problem:{reason.ToLowerInvariant().Replace('_', '-')}",
        extensions: new Dictionary<string, object?> { ["reason"] = reason }).ExecuteAsync(context);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Stripe sent {Type} in the API version {Version}; choose {Wanted} for the webhook's endpoint")]
        public static partial void OtherVersion(ILogger logger, string type, string version, string wanted);
    }
}
