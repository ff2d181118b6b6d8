using Microsoft.EntityFrameworkCore;
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

    /// <summary>The end that it had before the close.</summary>
    public DateOnly? OldEnd { get; private set; }

    /// <summary>The freeze that the close has ended, as it was; null where it has ended none.</summary>
    public PassFreeze? EndedFreeze { get; private set; }

    /// <summary>What its subscription does to it now.</summary>
    public GrantingOrder Order { get; private init; } = null!;

    /// <summary>A close or a change of its subscription that has ended it gives no grace.</summary>
    public bool HasGrace => ClosedBy is null && !CutShort;

    internal static PassGrant Of(GrantingOrder order, StartedPeriod period, bool endsWithPeriod) => new()
    {
        Order = order,
        SubscriptionId = period.SubscriptionId,
        SubscriptionNumber = period.Number,
        PeriodIndex = period.Index,
        PeriodStart = period.Start,
        PeriodEnd = period.End,
        EndsWithPeriod = endsWithPeriod,
    };

    internal void Close(int sequence, DateOnly? end, PassFreeze? freeze) => (ClosedBy, OldEnd, EndedFreeze) = (sequence, end, freeze?.Copy());

    internal void CutGrace() => CutShort = true;

    internal void Reopen() => (ClosedBy, OldEnd, EndedFreeze, CutShort) = (null, null, null, false);

    internal static void Map(OwnedNavigationBuilder<Pass, PassGrant> grant)
    {
        grant.Property(g => g.SubscriptionNumber).HasMaxLength(20);
        grant.Ignore(g => g.HasGrace);
        grant.OwnsOne(g => g.EndedFreeze, PassFreeze.Map);
        grant.HasOne(g => g.Order).WithMany().HasForeignKey(g => g.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
        // Whatever is repeated or comes at one moment: a period brings no second one.
        grant.HasIndex(g => new { g.SubscriptionId, g.PeriodIndex }).IsUnique();
    }
}
