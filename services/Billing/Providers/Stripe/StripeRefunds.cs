using System.Globalization;
using System.Text.Json;

namespace Billing.Providers.Stripe;

/// <summary>Gives money back: one Refund of the charge's PaymentIntent for each order.</summary>
internal sealed partial class StripeProvider
{
    /// <summary>Name of the metadata that bears our refund's key.</summary>
    internal const string RefundKey = "refund";

    public async Task<RefundOutcome> Refund(RefundOrder order, CancellationToken ct)
    {
        if (StripeAmount.Of(order.Amount, order.Currency, out var refusal) is not { } amount)
        {
            return new RefundFailed(refusal);
        }

        var form = new Dictionary<string, string>
        {
            ["payment_intent"] = order.ChargeReference,
            ["amount"] = amount.ToString(CultureInfo.InvariantCulture),
            [$"metadata[{RefundKey}]"] = order.IdempotencyKey,
        };
        var answer = await api.Post("v1/refunds", order.IdempotencyKey, form, ct);
        return answer.Error switch
        {
            null => RefundOutcomeOf(answer.Body),
            { Type: "invalid_request_error" or "card_error" } error => new RefundFailed(Short(error.Code.Length > 0 ? error.Code : $"{error.Parameter}_refused")),
            var error => throw error.Unexpected(answer.Status),
        };
    }

    /// <summary>What became of a refund; null when Stripe never got one with this key.</summary>
    public async Task<RefundOutcome?> FindRefund(RefundOrder order, CancellationToken ct)
    {
        StripePage page;
        for (var after = ""; ; after = page.After)
        {
            page = StripePage.Read((await api.Get($"v1/refunds?payment_intent={Uri.EscapeDataString(order.ChargeReference)}&limit={StripePage.Size}{after}", ct)).Object);
            foreach (var refund in page.Items.Where(r => r.Child("metadata")?.Text(RefundKey) == order.IdempotencyKey))
            {
                return RefundOutcomeOf(refund);
            }

            if (!page.HasMore)
            {
                return null;
            }
        }
    }

    /// <summary>A pending one may still fail: it is asked for again.</summary>
    private static RefundOutcome RefundOutcomeOf(JsonElement refund) => refund.Text("status") switch
    {
        "succeeded" => new RefundSucceeded(refund.Text("id")),
        "failed" or "canceled" => new RefundFailed(Short(refund.Text("failure_reason") is { Length: > 0 } reason ? reason : refund.Text("status"))),
        _ => new RefundUnknown(),
    };

    private static string Short(string code) => code.Length > 50 ? code[..50] : code;
}
