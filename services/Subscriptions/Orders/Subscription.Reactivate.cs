using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>Why it cannot be reactivated: the reason's code. Null when it can.</summary>
    public string? ReactivationDenial(DateTimeOffset now)
    {
        if (Stage != Stage.Churned)
        {
            return "NOT_CLOSED";
        }

        // No day is billed from twice (domain.md C4), nor one that was served before the customer's calendar went back (C15b).
        var today = CivilTime.DateAt(now, Customer.Zone);
        return CurrentPeriod is { } period && (period.Start >= today || Closing!.EndDate > today) ? "PERIOD_STARTED_TODAY" : null;
    }

    /// <summary>
    /// Serves and bills a closed order again, at its own prices: a new first period starts today, where the customer is, and is the anchor of
    /// all later ones. What was closed stays closed: unlike <see cref="UndoClose"/> this is a new beginning.
    /// </summary>
    public void Reactivate(EventActor actor, DateTimeOffset now)
    {
        if (ReactivationDenial(now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} is {Stage.Code()}; it cannot be reactivated today.");
        }

        if (CreditDueAt is not null)
        {
            // A new beginning ends the undo: nothing waits for it any more.
            FinaliseClose(now, now);
        }

        var today = CivilTime.DateAt(now, Customer.Zone);
        if (Pause is not null)
        {
            // It was closed while it stood still: that is over too, and brings nothing by itself.
            RecordMovement(MrrMovementKind.Resumed, 0, now);
            Pause = null;
        }

        if (!HasBegun)
        {
            StartDate = today;
            TrialEnd = null;
        }

        (Closing, PendingChange, ReachedDay, ServedSince) = (null, null, null, now);
        AnchorOn(today, PeriodIndex + 1);
        BeginTerm();
        MoveTo(Stage.InProgress, now);
        Schedule();
        Raise(new SubscriptionReactivated(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), today, TotalForEvents(), DiscountForEvents(PeriodIndex + 1)));
        StartDuePeriod(now, now, comesBack: true);
    }
}
