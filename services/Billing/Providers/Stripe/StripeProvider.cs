using System.Globalization;
using System.Net;

namespace Billing.Providers.Stripe;

/// <summary>
/// Charges cards over Stripe's REST API: one PaymentIntent for each attempt, made and confirmed in one request while the customer is away.
/// docs/stripe.md says what is relied on.
/// </summary>
internal sealed partial class StripeProvider(StripeApi api) : IPaymentProvider, IHostedSetup
{
    public string Name => "stripe";

    /// <summary>Always null: a customer's cards come by <see cref="IHostedSetup"/> alone, which knows whose they are.</summary>
    public Task<CardFacts?> Describe(string token, CancellationToken ct) => Task.FromResult<CardFacts?>(null);

    public async Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        if (StripeToken.Parse(order.Token) is not { } card)
        {
            return StripeDeclines.Failed(FailureCause.WrongDetails, hard: true, "unknown_token");
        }

        if (StripeAmount.Of(order.Amount, order.Currency, out var refusal) is not { } amount)
        {
            return StripeDeclines.Failed(FailureCause.Unknown, hard: false, refusal);
        }

        var form = new Dictionary<string, string>
        {
            ["amount"] = amount.ToString(CultureInfo.InvariantCulture),
            ["currency"] = order.Currency.ToLowerInvariant(),
            ["customer"] = card.Customer,
            ["payment_method"] = card.Method,
            ["payment_method_types[]"] = "card",
            ["confirm"] = "true",
            ["off_session"] = "true",
            [$"metadata[{StripeIntent.AttemptKey}]"] = order.IdempotencyKey,
        };
        var answer = await api.Post("v1/payment_intents", order.IdempotencyKey, form, ct);
        return answer.Error is { } error ? Refused(error, answer.Status) : await Settle(StripeIntent.Read(answer.Body), ct);
    }

    /// <summary>
    /// Looks through what was charged to the card's customer: a list shows what was written before it, which a search at Stripe does
    /// not promise. When nothing is found, the caller charges again under the same key; should the first request still be on its way, Stripe takes
    /// the two for one, for as long as it remembers keys, which is longer than any request is on its way.
    /// </summary>
    public async Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct)
    {
        if (StripeToken.Parse(order.Token) is not { } card)
        {
            return null;
        }

        var found = new List<StripeIntent>();
        StripePage page;
        for (var after = ""; ; after = page.After)
        {
            page = StripePage.Read((await api.Get($"v1/payment_intents?customer={card.Customer}&limit={StripePage.Size}{after}", ct)).Object);
            var intents = page.Items.Select(StripeIntent.Read).ToList();
            found.AddRange(intents.Where(i => i.Attempt == order.IdempotencyKey));
            if (!page.HasMore || IsOlderThan(order, intents[^1]))
            {
                break;
            }
        }

        return found.Count == 0 ? null : await Settle(found.FirstOrDefault(i => i.Status == "succeeded") ?? found[0], ct);
    }

    /// <summary>Newest first: what follows was made long before this order could be. Our keys tell when they were made.</summary>
    private static bool IsOlderThan(ChargeOrder order, StripeIntent intent) =>
        Guid.TryParse(order.IdempotencyKey, CultureInfo.InvariantCulture, out var key) && key.Version == 7
        && intent.Created < MadeAt(key) - TimeSpan.FromDays(1);

    /// <summary>The first 48 bits of a UUIDv7 are milliseconds since 1970.</summary>
    private static DateTimeOffset MadeAt(Guid key) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(key.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>What nobody will complete is cancelled, so that it never takes money later; what it has become by then counts.</summary>
    private async Task<ChargeOutcome> Settle(StripeIntent intent, CancellationToken ct)
    {
        if (intent.Outcome is { } known)
        {
            return known;
        }

        var cancelled = await api.Post($"v1/payment_intents/{intent.Id}/cancel", $"{intent.Id}-cancel", new Dictionary<string, string>(), ct);
        var now = cancelled.Succeeded ? StripeIntent.Read(cancelled.Body) : StripeIntent.Read((await api.Get($"v1/payment_intents/{intent.Id}", ct)).Object);
        return now.Status == "canceled" && intent.Status == "requires_action"
            ? StripeDeclines.Failed(FailureCause.Unknown, hard: true, "authentication_required")
            : now.Outcome ?? new ChargeUnknown();
    }

    /// <summary>
    /// Only what is certain to have taken no money, and is the card's or the amount's fault, is a failed payment; for anything else nobody is
    /// told that their payment failed, and Stripe is asked again.
    /// </summary>
    private static ChargeFailed Refused(StripeError error, HttpStatusCode status) => error switch
    {
        { Type: "card_error" } => StripeDeclines.Read(error),
        { Type: "invalid_request_error", Parameter: "payment_method" or "customer" } =>
            StripeDeclines.Failed(FailureCause.WrongDetails, hard: true, error.Code.Length > 0 ? error.Code : "payment_method_unusable"),
        { Type: "invalid_request_error", Parameter: "amount" or "currency" } =>
            StripeDeclines.Failed(FailureCause.Unknown, hard: false, error.Code.Length > 0 ? error.Code : "amount_refused"),
        _ => throw error.Unexpected(status),
    };
}
