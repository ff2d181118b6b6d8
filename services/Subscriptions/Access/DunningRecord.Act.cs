using Contracts.Events;
using ServiceDefaults.Access;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>How what was decided is done, and what the record keeps of it.</summary>
public sealed partial class DunningRecord
{
    /// <summary>One thing may lead to another: lifted, and withheld; restricted, and to be closed on another day.</summary>
    private const int MaximumSteps = 3;

    /// <summary>Does what is to be done now, however often it is asked.</summary>
    /// <param name="subscription">This case's, whole.</param>
    /// <param name="unpaid">How it is closed for want of payment; needed once the case is exhausted.</param>
    internal void ActOn(Subscription subscription, CloseDecision? unpaid, DateTimeOffset now)
    {
        for (var steps = 0; steps < MaximumSteps && ActOnce(subscription, unpaid, now); steps++)
        {
        }
    }

    /// <returns>Something else may have to follow.</returns>
    private bool ActOnce(Subscription subscription, CloseDecision? unpaid, DateTimeOffset now)
    {
        var decision = Decide(subscription.Stage, subscription.Restriction, subscription.Customer.Zone, now);
        switch (decision.Action)
        {
            case DunningAction.Restrict:
                subscription.Restrict(NoticeOfRestriction(), now);
                RestrictedAt ??= now;
                return true;
            case DunningAction.Close:
                subscription.CloseUnpaid(NoticeOfEnd(), unpaid!, now);
                TookFinalAction(now);
                return false;
            case DunningAction.Restore:
                subscription.RestoreAccess(Id, now);
                return true;
            case DunningAction.Withhold:
                Withhold(decision, subscription, now);
                return false;
            default:
                if (subscription.Stage == Stage.Churned && CloseAsked)
                {
                    TookFinalAction(now);
                }

                Settle(now);
                return false;
        }
    }

    /// <summary>The final action was taken, or is of no use any more.</summary>
    private void TookFinalAction(DateTimeOffset now)
    {
        FinalActionAt = now;
        Settle(now);
    }

    /// <summary>Nothing that was asked for waits any more.</summary>
    private void Settle(DateTimeOffset now)
    {
        if (NextCheckAt is not null || WithheldStep.Length > 0)
        {
            (NextCheckAt, WithheldStep, WithheldReason) = (null, "", "");
            UpdatedAt = now;
        }
    }

    /// <summary>Says once for each reason that something is withheld, and comes back to it when its day comes.</summary>
    private void Withhold(DunningDecision decision, Subscription subscription, DateTimeOffset now)
    {
        NextCheckAt = decision.Until;
        if ((WithheldStep, WithheldReason) == (decision.Step, decision.Reason))
        {
            return;
        }

        (WithheldStep, WithheldReason) = (decision.Step, decision.Reason);
        UpdatedAt = now;
        Raise(new DunningActionWithheld(
            Guid.CreateVersion7(), Id, Caller.System, now, Subject.WithoutName(SubjectKinds.DunningCase, Id, Number),
            Subject.Subscription(subscription.Id, subscription.Number, subscription.PlanName), subscription.Customer.ForEvents(), decision.Step, decision.Reason));
    }
}
