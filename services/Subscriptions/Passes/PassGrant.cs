using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Passes;

/// <summary>That a billing period of a subscription has brought a pass; its invoice pays it.</summary>
public sealed class PassGrant
{
    private PassGrant()
    {
    }

    public Guid SubscriptionId { get; private init; }

    /// <summary>For people: S00042.</summary>
    public string SubscriptionNumber { get; private init; } = "";

    /// <summary>Number of the period; each brings one pass at most.</summary>
    public int PeriodIndex { get; private init; }

    /// <summary>First day of the period, where the client is.</summary>
    public DateOnly PeriodStart { get; private init; }

    /// <summary>Exclusive; as it was when the period started.</summary>
    public DateOnly PeriodEnd { get; private init; }

    /// <summary>It was agreed to be over with the period.</summary>
    public bool EndsWithPeriod { get; private init; }

    /// <summary>Number of the subscription's event that has ended it before its time; null where none has.</summary>
    public int? ClosedBy { get; private set; }

    /// <summary>A change has ended it before its time: its grace went with it.</summary>
    public bool CutShort { get; private set; }

    /// <summary>The end that it had before.</summary>
    public DateOnly? OldEnd { get; private set; }

    internal static PassGrant Of(StartedPeriod period, bool endsWithPeriod) => new()
    {
        SubscriptionId = period.SubscriptionId,
        SubscriptionNumber = period.Number,
        PeriodIndex = period.Index,
        PeriodStart = period.Start,
        PeriodEnd = period.End,
        EndsWithPeriod = endsWithPeriod,
    };

    internal void Close(int sequence, DateOnly? end) => (ClosedBy, OldEnd) = (sequence, end);

    internal void CutGrace() => CutShort = true;

    internal void Reopen() => (ClosedBy, OldEnd, CutShort) = (null, null, false);

    internal static void Map(OwnedNavigationBuilder<Pass, PassGrant> grant)
    {
        grant.Property(g => g.SubscriptionNumber).HasMaxLength(20);
        // Whatever is repeated or comes at one moment: a period brings no second one.
        grant.HasIndex(g => new { g.SubscriptionId, g.PeriodIndex }).IsUnique();
    }
}
