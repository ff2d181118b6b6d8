using Contracts.Events;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Changes that take effect at once.</summary>
public sealed partial class Subscription
{
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
        List<PeriodLine> lines;
        if (wanted.Period == BillingPeriod)
        {
            var days = (Left: DaysLeft(today), Full: RunningFullDays);
            Apply(wanted);
            lines = Discounted([.. Lines.Where(l => l.Recurring).Select(l => Prorated(l, days.Left, days.Full))], days);
        }
        else
        {
            Apply(wanted);
            RunningPeriodStart = null;
            AnchorOn(today, PeriodIndex);
            lines = Billed(Lines.Where(l => l.Recurring));
            RunningFullDays = FullDays(CurrentPeriod!.Value.Start, CurrentPeriod!.Value.End);
        }

        return new ChangeProration(Guid.CreateVersion7(), CurrentPeriod!.Value.Start, today, CurrentPeriod!.Value.End, Currency, lines);
    }
}
