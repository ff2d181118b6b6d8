using System.Buffers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Errors;

namespace Billing.Providers.Stripe.Webhooks;

/// <summary>
/// Takes in what Stripe tells. The signature stands for a token; the event is saved before it is acknowledged, once by its id, and acted
/// on afterwards. What was not saved Stripe sends again.
/// </summary>
internal static class StripeWebhook
{
    public const string Path = "/webhooks/stripe";

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
        if (StripeSignature.Complaint(context.Request.Headers[StripeSignature.Header].ToString(), body, secrets, now) is { } complaint)
        {
            Count("refused", "");
            await Refuse(context, StatusCodes.Status400BadRequest, "BAD_SIGNATURE", complaint);
            return;
        }

        if (Read(body, clock.GetUtcNow()) is not { } received)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "NOT_AN_EVENT", "The body is no event of Stripe's.");
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
        catch (DbUpdateException e) when (PassingFailure.IsLostRace(e))
        {
            return false;
        }
    }

    /// <summary>Null when it is too long.</summary>
    private static async Task<byte[]?> ReadBody(HttpRequest request, CancellationToken ct)
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
                return read.Buffer.ToArray();
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Null when it is no event.</summary>
    private static StripeEvent? Read(byte[] body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var data = root.Child("data") ?? default;
            var subject = data.Child("object") ?? default;
            var customer = subject.IdOf("customer") is { Length: > 0 } present ? present : data.Child("previous_attributes")?.IdOf("customer") ?? "";
            var (id, type, about) = (root.Text("id"), root.Text("type"), subject.Text("id"));
            return root.Text("object") == "event" && id.Length is > 0 and <= MaximumId && type.Length is > 0 and <= MaximumId
                ? StripeEvent.Receive(id, type, about, customer, now)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task Refuse(HttpContext context, int status, string reason, string detail) => Results.Problem(
        detail, statusCode: status, type: $"urn:subscriptions:problem:{reason.ToLowerInvariant().Replace('_', '-')}",
        extensions: new Dictionary<string, object?> { ["reason"] = reason }).ExecuteAsync(context);
}
