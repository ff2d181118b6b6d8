using Stripe;

namespace Billing.Payments.Providers.Stripe;

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

        var options = new RefundCreateOptions
        {
            PaymentIntent = order.ChargeReference,
            Amount = amount,
            Metadata = new() { [RefundKey] = order.IdempotencyKey },
        };
        try
        {
            return await api.Ask(v1 => v1.Refunds.CreateAsync(options, StripeApi.Key(order.IdempotencyKey), ct), OutcomeOf);
        }
        catch (StripeRefusedException refused) when (refused.Error is { Type: "invalid_request_error" or "card_error" })
        {
            return new RefundFailed(Short(refused.Error.Code ?? $"{refused.Error.Param}_refused"));
        }
    }

    /// <summary>What became of a refund; null when Stripe never got one with this key.</summary>
    public async Task<RefundOutcome?> FindRefund(RefundOrder order, CancellationToken ct)
    {
        var options = new RefundListOptions { PaymentIntent = order.ChargeReference, Limit = PageSize };
        return await api.Ask(v1 => v1.Refunds.ListAutoPagingAsync(options, cancellationToken: ct)
            .Where(refund => KeyOf(refund) == order.IdempotencyKey).Select(OutcomeOf).FirstOrDefaultAsync(ct).AsTask());
    }

    /// <summary>Empty when it was made past this system.</summary>
    internal static string KeyOf(Refund refund) => refund.Metadata?.GetValueOrDefault(RefundKey) ?? "";

    /// <summary>A pending one may still fail: it is asked for again.</summary>
    private static RefundOutcome OutcomeOf(Refund refund) => refund.Status switch
    {
        "succeeded" => new RefundSucceeded(refund.Id),
        "failed" or "canceled" => new RefundFailed(Short(refund.FailureReason ?? refund.Status)),
        _ => new RefundUnknown(),
    };

    private static string Short(string code) => code.Length > 50 ? code[..50] : code;
}
