using System.Text.Json;
using ServiceDefaults.Errors;

namespace Billing.Providers.Stripe;

/// <summary>Takes in cards by Stripe Checkout in its mode "setup": a page of Stripe's, behind which stands a SetupIntent for charges off session.</summary>
internal sealed partial class StripeProvider
{
    /// <summary>Name of the metadata that marks a page as one of ours; bears its key.</summary>
    private const string SetupKey = "setup";

    private const int LongestToken = 100;

    /// <summary>Stripe learns no more of the customer than our id.</summary>
    public async Task<string> OpenCustomer(Guid customerId, CancellationToken ct)
    {
        var form = new Dictionary<string, string> { ["metadata[customer]"] = customerId.ToString() };
        return (await api.Post("v1/customers", $"customer-{customerId}", form, ct)).Object.Text("id");
    }

    public async Task<HostedSetup> StartSetup(SetupOrder order, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["mode"] = "setup",
            ["customer"] = order.Customer,
            ["payment_method_types[]"] = "card",
            // Filled in by Stripe.
            ["success_url"] = $"{order.ReturnUrl.AbsoluteUri}{(order.ReturnUrl.Query.Length == 0 ? '?' : '&')}setup={{CHECKOUT_SESSION_ID}}",
            ["cancel_url"] = order.ReturnUrl.AbsoluteUri,
            [$"metadata[{SetupKey}]"] = order.IdempotencyKey,
        };
        var answer = await api.Post("v1/checkout/sessions", order.IdempotencyKey, form, ct);
        if (answer.Error is { Type: "idempotency_error" })
        {
            throw Refusal.Field("request_id", "REUSED", "was used before with another request.");
        }

        var session = answer.Object;
        return new HostedSetup(session.Text("id"), new Uri(session.Text("url")), DateTimeOffset.FromUnixTimeSeconds(session.Number("expires_at")));
    }

    public async Task<FinishedSetup?> FinishSetup(string reference, string customer, CancellationToken ct)
    {
        var answer = await api.Get($"v1/checkout/sessions/{Uri.EscapeDataString(reference)}?expand[]=setup_intent.payment_method", ct);
        if (answer.Error is { Code: "resource_missing" })
        {
            return null;
        }

        var session = answer.Object;
        var intent = session.Child("setup_intent") ?? default;
        var isDone = session.Text("mode") == "setup" && session.Text("status") == "complete" && intent.Text("status") == "succeeded";
        return isDone && session.IdOf("customer") == customer && intent.Child("payment_method") is { } method && method.IdOf("customer") == customer
            ? new FinishedSetup(TokenOf(customer, method.Text("id")), StripeCard.Read(method))
            : null;
    }

    public async Task<string?> CustomerOfSetup(string reference, CancellationToken ct)
    {
        var answer = await api.Get($"v1/checkout/sessions/{Uri.EscapeDataString(reference)}", ct);
        if (answer.Error is { Code: "resource_missing" })
        {
            return null;
        }

        var session = answer.Object;
        return session.Child("metadata")?.Text(SetupKey) is { Length: > 0 } ? session.IdOf("customer") : null;
    }

    public async Task Forget(string token, CancellationToken ct)
    {
        if (StripeToken.Parse(token) is not { } card)
        {
            return;
        }

        var answer = await api.Post($"v1/payment_methods/{card.Method}/detach", $"{card.Method}-detach", new Dictionary<string, string>(), ct);
        if (answer.Error is { Code: not "resource_missing" } error && (await api.Get($"v1/payment_methods/{card.Method}", ct)).Object.IdOf("customer").Length > 0)
        {
            throw error.Unexpected(answer.Status);
        }
    }

    private static string TokenOf(string customer, string method)
    {
        var token = new StripeToken(customer, method).ToString();
        return token.Length <= LongestToken && StripeToken.Parse(token) is not null
            ? token
            : throw new StripeException("Stripe named a customer and a payment method in a way that is not known here.");
    }
}

/// <summary>A PaymentMethod of the type card.</summary>
internal static class StripeCard
{
    public static CardFacts Read(JsonElement method)
    {
        var card = method.Child("card") ?? throw new StripeException($"Stripe's payment method is a {method.Text("type")}, not a card.");
        var brand = card.Text("brand");
        return new CardFacts(
            brand.Length > 20 ? brand[..20] : brand, card.Text("last4"), (int)card.Number("exp_month"), (int)card.Number("exp_year"), card.Text("fingerprint"));
    }
}
