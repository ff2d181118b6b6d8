using Contracts.Events;

namespace Subscriptions.Catalogue;

/// <summary>What is credited for the unused part of the current period.</summary>
public enum ClosingCredit
{
    None,
    Prorated,
    Full,
}

/// <summary>Settlement of the refunded amount.</summary>
public enum ClosingSettlement
{
    AccountCredit,

    /// <summary>What was paid by card goes back to the card; the rest becomes account credit.</summary>
    Refund,
}

/// <summary>What a close credits, and how, unless staff decide otherwise.</summary>
public sealed record ClosingPolicy(ClosingCredit Credit, ClosingSettlement Settlement)
{
    internal static ClosingPolicy From(EventClosingPolicy policy) => new(
        Enum.Parse<ClosingCredit>(policy.Credit, ignoreCase: true),
        policy.Settlement == "refund" ? ClosingSettlement.Refund : ClosingSettlement.AccountCredit);
}
