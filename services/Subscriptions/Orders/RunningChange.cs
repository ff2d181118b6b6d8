namespace Subscriptions.Orders;

/// <summary>The last change within the running period: another invoice than the period's own bills the rest of it.</summary>
public sealed class RunningChange
{
    private RunningChange()
    {
    }

    /// <summary>Names that invoice to Billing.</summary>
    public Guid SourceId { get; private init; }

    /// <summary>Days of the full period that prices are for; what proration divides by (domain.md C1).</summary>
    public int FullDays { get; private init; }

    internal static RunningChange Create(Guid sourceId, int fullDays) => new() { SourceId = sourceId, FullDays = fullDays };
}
