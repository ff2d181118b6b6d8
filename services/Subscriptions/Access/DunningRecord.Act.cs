using Contracts.Events;
using ServiceDefaults.Access;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>How what was decided is done, and what the record keeps of it.</summary>
public sealed partial class DunningRecord
{
    /// <summary>Does what is to be done now, however often it is asked.</summary>
    /// <param name="subscription">This case's, whole.</param>
    /// <param name="unpaid">How it is closed for want of payment; needed once the case is exhausted.</param>
    internal void ActOn(Subscription subscription, CloseDecision? unpaid, DateTimeOffset now)
    {
        var decision = Decide(subscription.Stage, subscription.Restriction, subscription.Customer.Zone, now);
        switch (decision.Action)
        {
            case DunningAction.Restrict:
                subscription.Restrict(NoticeOf(RestrictDate), now);
                RestrictedAt ??= now;
                // A close may be asked for too, and wait for its own day.
                ActOn(subscription, unpaid, now);
                break;
            case DunningAction.Close:
                subscription.CloseUnpaid(NoticeOf(FinalDate), unpaid!, now);
                TookFinalAction(now);
                break;
            case DunningAction.Restore:
                subscription.RestoreAccess(Id, now);
                // Where it should not have been, what was asked for is withheld from now on.
                ActOn(subscription, unpaid, now);
                break;
            case DunningAction.Withhold:
                Withhold(decision, subscription, now);
                break;
            default:
                if (subscription.Stage == Stage.Churned && CloseAsked)
                {
                    TookFinalAction(now);
                }

                Settle(now);
                break;
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
