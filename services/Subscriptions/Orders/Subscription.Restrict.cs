using Contracts.Events;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>What happens to it when it stays unpaid. For no caller does anything happen before a notice about it was delivered (domain.md A3.37).</summary>
public sealed partial class Subscription
{
    /// <summary>Null while nothing is restricted, also while nothing is served at all.</summary>
    public Restriction? RestrictionInForce => Stage is Stage.InProgress or Stage.ToRenew ? Restriction : null;

    /// <summary>Restricts its service; stage and billing stay as they are.</summary>
    public void Restrict(PriorNotice notice, DateTimeOffset now)
    {
        RequireNotice(notice, now);
        if (Stage is not (Stage.InProgress or Stage.ToRenew))
        {
            throw DomainException.FailedPrecondition("NOT_SERVED", $"{Number} is {Stage.Code()}; there is no service to restrict.");
        }

        if (Restriction is not null)
        {
            throw DomainException.FailedPrecondition("ALREADY_RESTRICTED", $"{Number} is restricted since {Restriction.Since:u}.");
        }

        Restriction = Restriction.Create(notice.CaseId, now);
        UpdatedAt = now;
        Raise(new SubscriptionRestricted(
            Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), notice.CaseId, notice.SentAt!.Value));
    }

    /// <summary>Lifts the restriction that a dunning case has brought.</summary>
    /// <returns>False when that case has restricted nothing.</returns>
    public bool RestoreAccess(Guid caseId, DateTimeOffset now)
    {
        if (Restriction?.CaseId != caseId)
        {
            return false;
        }

        Restriction = null;
        if (Stage != Stage.Paused)
        {
            ServedSince = now;
        }

        UpdatedAt = now;
        Raise(new AccessRestored(Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), caseId));
        return true;
    }

    /// <summary>
    /// Closes it now for want of payment, as the final action of a dunning case; also where a close is scheduled, or it is paused. What was due before
    /// is done before.
    /// </summary>
    /// <param name="unpaid">The system's own reason; gives nothing back.</param>
    /// <returns>False when it had ended by itself before.</returns>
    public bool CloseUnpaid(PriorNotice notice, CloseDecision unpaid, DateTimeOffset now)
    {
        RequireNotice(notice, now);
        if (!Stage.IsRunning())
        {
            throw DomainException.FailedPrecondition(Stage == Stage.Churned ? "ALREADY_CLOSED" : "NOT_CONFIRMED", $"{Number} is {Stage.Code()}; it cannot be closed.");
        }

        if (ApplyDueClose(now))
        {
            return false;
        }

        ApplyDueResume(now);
        StartDuePeriods(now);
        var change = EffectiveChange;
        Closing = Closing.Create(unpaid, now, CivilTime.DateAt(now, Customer.Zone), Caller.System, now);
        ApplyClose(change, now);
        return true;
    }

    private void RequireNotice(PriorNotice notice, DateTimeOffset now)
    {
        if (notice.Denial(Id, Customer.Zone, now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number}: service is not interrupted before a notice about it was delivered and its day has come.");
        }
    }
}
