using Contracts.Events;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Changes that take effect at once.</summary>
public sealed partial class Subscription
{
    /// <summary>Set from a change within the running period until the next period starts.</summary>
    public RunningChange? RunningChange { get; private set; }

    private void TakeChangeNow(ChangeTerms wanted, EventActor actor, DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, Customer.Zone);
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

        BookChange(revenue, now);
        Schedule();
        RaiseChanged(old, actor, now, proration, Math.Max(PeriodIndex, 0));
    }

    /// <summary>
    /// Applies the change to the running period: its unused days are given back as they were billed, and billed anew; where the billing
    /// period is another one, a whole new period begins today in their place, and is the anchor of all later ones.
    /// </summary>
    private ChangeProration Prorated(ChangeTerms wanted, DateOnly today)
    {
        var (billedPeriod, billedBy, unusedFrom) = (CurrentPeriod!.Value.Start, RunningChange?.SourceId, UnusedFrom(today)!.Value);
        var sourceId = Guid.CreateVersion7();
        List<PeriodLine> lines;
        if (wanted.Period == BillingPeriod)
        {
            var (days, fullDays) = (DaysLeft(today), RunningFullDays);
            Apply(wanted);
            lines = Discounted([.. Lines.Where(l => l.Recurring).Select(l => Prorated(l, days, fullDays))], (days, fullDays));
            RunningChange = RunningChange.Create(sourceId, fullDays);
            StretchedBilledEnd = null;
        }
        else
        {
            Apply(wanted);
            (StretchedStart, StretchedBilledEnd) = (null, null);
            AnchorOn(today, PeriodIndex);
            lines = Billed(Lines.Where(l => l.Recurring));
            RunningChange = RunningChange.Create(sourceId, FullDays(CurrentPeriod!.Value.Start, CurrentPeriod!.Value.End));
        }

        return new ChangeProration(
            sourceId, billedPeriod, billedBy, unusedFrom, CurrentPeriod!.Value.Start, today, CurrentPeriod!.Value.End, Currency, lines);
    }
}
