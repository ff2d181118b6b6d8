using Contracts.Events;

namespace Subscriptions.Orders;

/// <summary>Changes that take effect at once.</summary>
public sealed partial class Subscription
{
    private void ApplyChangeNow(ChangeTerms wanted, EventActor actor, DateTimeOffset now)
    {
        var today = Today(now);
        var (old, revenue) = (PlanTerms, LiveMrr);
        var proration = PeriodIndex >= 0 ? Prorated(wanted, today) : null;
        if (proration is null)
        {
            // Nothing is billed yet: what will be billed changes.
            Apply(wanted);
            if (wanted.Period != old.Period)
            {
                AnchorOn(TrialEnd ?? StartDate!.Value, 0);
            }
        }

        RecordMrrChange(revenue, now);
        Schedule();
        RaiseChanged(old, actor, now, proration, Math.Max(PeriodIndex, 0));
    }

    /// <summary>
    /// Applies the change to the running period: its unused days are credited as they were billed, and billed anew; where the billing
    /// period is another one, the next period begins today in their place, and is the anchor of all later ones. Like every period that begins it uses
    /// one of each running coupon (domain.md C15a).
    /// </summary>
    private ChangeProration Prorated(ChangeTerms wanted, DateOnly today)
    {
        var otherPeriod = wanted.Period != BillingPeriod;
        Apply(wanted);
        if (otherPeriod)
        {
            RunningPeriodStart = null;
            AnchorOn(today, ++PeriodIndex);
            RunningFullDays = FullDays(CurrentPeriod!.Value.Start, CurrentPeriod!.Value.End);
        }

        var (start, end) = CurrentPeriod!.Value;
        return new ChangeProration(
            Guid.CreateVersion7(), start, today, end, RunningFullDays, Currency, [.. Lines.Where(l => l.Recurring).Select(l => l.ForEvents())], RunningDiscount);
    }
}
