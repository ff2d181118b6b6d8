using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>An event as Stripe sends it to a webhook's endpoint.</summary>
public sealed record StripeNotice(string Id, string Type, string Body)
{
    /// <summary>An event about an object as it was when it happened.</summary>
    public static StripeNotice Of(string type, JsonObject about, DateTimeOffset now, JsonObject? previous = null, string version = FakeStripe.ApiVersion)
    {
        var id = $"evt_{Guid.NewGuid():N}";
        var data = new JsonObject { ["object"] = about.DeepClone() };
        if (previous is not null)
        {
            data["previous_attributes"] = previous;
        }

        var body = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = version,
            ["created"] = now.ToUnixTimeSeconds(),
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
            ["data"] = data,
        };
        return new StripeNotice(id, type, body.ToJsonString());
    }

    /// <summary>The header Stripe-Signature for it.</summary>
    public string Signature(DateTimeOffset now, params string[] secrets)
    {
        var time = now.ToUnixTimeSeconds();
        var signed = Encoding.UTF8.GetBytes($"{time}.{Body}");
        var signatures = secrets.Select(secret => $",v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
        // An older scheme that nobody should take.
        return $"t={time}{string.Concat(signatures)},v0={new string('0', 64)}";
    }
}
