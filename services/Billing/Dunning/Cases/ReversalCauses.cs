using Billing.Payments.Reversals;

namespace Billing.Dunning.Cases;

/// <summary>Why something is due again of which a payment does not stand.</summary>
internal static class ReversalCauses
{
    /// <summary>What was registered by mistake never came in.</summary>
    public static DunningCause Of(ReversalKind kind) => kind switch
    {
        ReversalKind.Chargeback => DunningCause.Disputed,
        ReversalKind.Returned => DunningCause.Returned,
        _ => DunningCause.NotPaid,
    };
}
