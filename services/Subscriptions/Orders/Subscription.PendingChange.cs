using Contracts.Events;
using ServiceDefaults.Errors;

namespace Subscriptions.Orders;

/// <summary>The change that waits for the next period: decided, cancelled, suspended by a close and restored by its undo, applied.</summary>
public sealed partial class Subscription
{
    /// <summary>A change that waits for the next period, or that a close has suspended; null when there is neither.</summary>
    public PendingChange? PendingChange { get; private set; }

    /// <summary>The pending change, where nothing stands in its way; null otherwise.</summary>
    public PendingChange? EffectiveChange => IsSuspended ? null : PendingChange;

    /// <summary>The pending change that a close has suspended: it comes back when the close is undone. Null when there is none.</summary>
    public PendingChange? SuspendedChange => IsSuspended ? PendingChange : null;

    /// <summary>
    /// Day on which the pending change takes effect, or would, were it not suspended; null when there is none, or it is paused and nobody knows yet.
    /// </summary>
    public DateOnly? PendingChangeDate =>
        PendingChange is not null && (Stage == Stage.Churned ? Closing?.OldStage : Stage) is Stage.InProgress or Stage.ToRenew ? PeriodStart(PeriodIndex + 1) : null;

    /// <summary>Why no pending change can be cancelled: the reason's code. Null when one can.</summary>
    public string? CancelChangeDenial => EffectiveChange is null ? "NO_PENDING_CHANGE" : null;

    /// <summary>
    /// A close is in force that comes before the change; or whose order would, by the change, be billed for a longer period than its own
    /// although it is about to end.
    /// </summary>
    private bool IsSuspended => PendingChange is { } pending
        && (Stage == Stage.Churned || (CloseScheduled && (Closing!.EndDate <= PendingChangeDate || pending.Terms.Period.PerMonth(1) < BillingPeriod.PerMonth(1))));

    /// <summary>The pending change will not be.</summary>
    public void CancelPendingChange(EventActor actor, DateTimeOffset now)
    {
        if (CancelChangeDenial is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} has no pending change.");
        }

        var cancelled = PendingChange!;
        PendingChange = null;
        UpdatedAt = now;
        RaiseCancelled(cancelled, actor, now, byClose: false);
    }

    /// <summary>It will be when the next period starts, in the place of any other.</summary>
    private void PutOffChange(ChangeTerms wanted, EventActor actor, DateTimeOffset now)
    {
        PendingChange = PendingChange.Create(wanted, actor, now);
        UpdatedAt = now;
        RaiseScheduled(PendingChange, actor, now);
    }

    /// <summary>A close was decided, or has taken effect: reports a change that it suspends.</summary>
    /// <param name="before">What was to come until now.</param>
    private void RaiseChangeSuspended(PendingChange? before, EventActor actor, DateTimeOffset now)
    {
        if (before is not null && SuspendedChange is not null)
        {
            RaiseCancelled(before, actor, now, byClose: true);
        }
    }

    /// <summary>A close was undone: reports a change that it restores, unless it has taken effect at once.</summary>
    /// <param name="suspended">By that close.</param>
    private void RaiseChangeRestored(PendingChange? suspended, EventActor actor, DateTimeOffset now)
    {
        if (suspended is not null && PendingChange is not null)
        {
            RaiseScheduled(suspended, actor, now);
        }
    }

    /// <summary>The next period starts with what was decided for it.</summary>
    private void ApplyPendingChange(DateTimeOffset now)
    {
        if (EffectiveChange is not { } pending)
        {
            return;
        }

        PendingChange = null;
        var (old, start) = (PlanTerms, PeriodStart(PeriodIndex + 1));
        Apply(pending.Terms);
        if (BillingPeriod != old.Period)
        {
            AnchorOn(start, PeriodIndex + 1);
        }

        RaiseChanged(old, pending.Actor, now, null, PeriodIndex + 1);
    }

    private void RaiseScheduled(PendingChange change, EventActor actor, DateTimeOffset now) => Raise(new SubscriptionChangeScheduled(
        Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(PlanTerms),
        ForEvents(change.Terms) with { Discount = DiscountForEvents(change.Terms, PeriodIndex + 1) }, PendingChangeDate ?? Pause?.ResumeDate?.AddDays(Pause.DaysLeft)));

    private void RaiseCancelled(PendingChange change, EventActor actor, DateTimeOffset now, bool byClose) => Raise(new SubscriptionChangeCancelled(
        Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(PlanTerms), ForEvents(change.Terms), byClose));
}
