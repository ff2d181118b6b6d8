using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Accounts;

/// <summary>
/// What Billing remembers of a subscription beside its invoices. Each of its events changes this row, so of two that are handled at the same
/// moment one collides on the version, is repeated, and sees the other.
/// </summary>
public sealed class SubscriptionBilling : Entity
{
    private SubscriptionBilling()
    {
    }

    /// <summary>Invoices made so far.</summary>
    public int InvoicesIssued { get; private set; }

    /// <summary>Events that were skipped and may have begun a period: staff decided that it shall not be billed.</summary>
    public int PeriodsSkipped { get; private set; }

    /// <summary>Number of the last period that has an invoice of its own, 1 for the first; those that begin with a change count, too.</summary>
    public int LastPeriod { get; private set; }

    /// <summary>Number of the last of the subscription's events that was applied or skipped; 0 before the first.</summary>
    public int Cursor { get; private set; }

    /// <summary>Events that wait for those before them.</summary>
    public int EarlyEvents { get; private set; }

    /// <summary>The plan that its last period was billed by; null where no plan is known.</summary>
    public Guid? PlanId { get; private set; }

    /// <summary>Days of its last full period; 0 before the first.</summary>
    public int PeriodDays { get; private set; }

    /// <summary>Its latest dunning case, also when that has ended; null when it never had one.</summary>
    public Guid? DunningCaseId { get; private set; }

    /// <summary>How the subscription was closed last; null when it never was, or the close was taken back.</summary>
    public ClosingTerms? Closing { get; private set; }

    /// <summary>It is not served any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>It stands still.</summary>
    public bool IsPaused { get; private set; }

    /// <param name="subscriptionId">Becomes its id.</param>
    public static SubscriptionBilling Open(Guid subscriptionId, DateTimeOffset now) =>
        new() { Id = subscriptionId, CreatedAt = now, UpdatedAt = now };

    /// <summary>Moves the cursor to the event if it is the next one.</summary>
    internal bool TryAdvance(int sequence, DateTimeOffset now)
    {
        if (sequence != Cursor + 1)
        {
            return false;
        }

        Cursor = sequence;
        UpdatedAt = now;
        return true;
    }

    /// <summary>Others come before it.</summary>
    internal bool IsAhead(int sequence) => sequence > Cursor + 1;

    /// <summary>An early event is kept: whoever applies the one before it at this moment must see it.</summary>
    internal void CountEarly() => EarlyEvents++;

    internal void CountReleased() => EarlyEvents--;

    public void CountInvoice(PeriodStarted period, DateTimeOffset now)
    {
        InvoicesIssued++;
        LastPeriod = Math.Max(LastPeriod, period.PeriodIndex + 1);
        PlanId = period.PlanId == Guid.Empty ? null : period.PlanId;
        PeriodDays = period.FullPeriodDays;
        UpdatedAt = now;
    }

    /// <summary>Another case that is opened at this moment collides on the version.</summary>
    internal void OpenDunning(Guid caseId, DateTimeOffset now)
    {
        DunningCaseId = caseId;
        UpdatedAt = now;
    }

    internal void Pause(DateTimeOffset now) => (IsPaused, UpdatedAt) = (true, now);

    internal void Resume(DateTimeOffset now) => (IsPaused, UpdatedAt) = (false, now);

    public void Close(SubscriptionClosed e, DateTimeOffset now)
    {
        Closing = new ClosingTerms
        {
            EventId = e.EventId,
            Credit = e.Credit,
            Settlement = e.Settlement,
            UndoUntil = e.UndoUntil,
            ActorKind = e.Actor.Kind,
            ActorId = e.Actor.Id,
            ActorName = e.Actor.Name,
        };
        IsClosed = true;
        UpdatedAt = now;
    }

    /// <summary>Its close was taken back.</summary>
    internal void Reopen(DateTimeOffset now)
    {
        Closing = null;
        ComeBack(now);
    }

    /// <summary>It is served again; what its last close credited stays credited.</summary>
    internal void ComeBack(DateTimeOffset now)
    {
        IsClosed = false;
        UpdatedAt = now;
    }

    /// <summary>Staff decided that an event which may have begun a period shall not be billed.</summary>
    internal void CountSkipped() => PeriodsSkipped++;

    internal sealed class Mapping : IEntityTypeConfiguration<SubscriptionBilling>
    {
        public void Configure(EntityTypeBuilder<SubscriptionBilling> builder)
        {
            builder.ToTable("SubscriptionBillings");
            builder.OwnsOne(a => a.Closing, closing =>
            {
                closing.Property(c => c.Credit).HasMaxLength(20);
                closing.Property(c => c.Settlement).HasMaxLength(20);
                closing.Ignore(c => c.Refunds);
                closing.Property(c => c.ActorKind).HasMaxLength(20);
                closing.Property(c => c.ActorId).HasMaxLength(100);
                closing.Property(c => c.ActorName).HasMaxLength(200);
            });
        }
    }
}

internal static class SubscriptionBillings
{
    /// <summary>The subscription's account, opened by the first event that speaks of it.</summary>
    public static async Task<SubscriptionBilling> BillingOf(this BillingDb db, Guid subscriptionId, DateTimeOffset now, CancellationToken ct) =>
        (await db.BillingsOf([subscriptionId], now, ct))[subscriptionId];

    public static async Task<Dictionary<Guid, SubscriptionBilling>> BillingsOf(
        this BillingDb db, IReadOnlyCollection<Guid> subscriptionIds, DateTimeOffset now, CancellationToken ct)
    {
        var billings = await db.SubscriptionBillings.Where(a => subscriptionIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        foreach (var id in subscriptionIds.Where(id => !billings.ContainsKey(id)))
        {
            db.SubscriptionBillings.Add(billings[id] = SubscriptionBilling.Open(id, now));
        }

        return billings;
    }
}
