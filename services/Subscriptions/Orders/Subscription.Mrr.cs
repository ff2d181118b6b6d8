using Contracts.Conversions;

namespace Subscriptions.Orders;

/// <summary>What it brings in a month, and the ledger's movements that sum to it (domain.md C12).</summary>
public sealed partial class Subscription
{
    private readonly List<MrrMovement> _movements = [];

    public IReadOnlyList<MrrMovement> Movements => _movements;

    /// <summary>Monthly recurring revenue, after the discount of the running period.</summary>
    public decimal Mrr => Currencies.Round(BillingPeriod.PerMonth(DiscountedTotal), Currency);

    /// <summary>What it adds to the monthly recurring revenue now, nothing before its first period starts; the sum of its movements.</summary>
    public decimal LiveMrr => (Stage is Stage.InProgress or Stage.ToRenew) && HasBegun ? Mrr : 0;

    /// <summary>The movement that a change of price makes of what it brought until now; none when it brings the same.</summary>
    private void RecordMrrChange(decimal before, DateTimeOffset at)
    {
        var change = LiveMrr - before;
        if (change != 0)
        {
            RecordMovement(change > 0 ? MrrMovementKind.Expansion : MrrMovementKind.Contraction, change, at);
        }
    }

    private void RecordMovement(MrrMovementKind kind, decimal amount, DateTimeOffset at, string? reasonCode = null) =>
        _movements.Add(MrrMovement.Create(this, kind, amount, at, reasonCode));
}
