using Contracts.Events;
using ServiceDefaults.Access;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>
    /// Starts the next period if it is due, however long ago (domain.md C4). One period at a time, so that missed ones are billed
    /// in their order.
    /// </summary>
    /// <returns>False when none was due.</returns>
    public bool StartDuePeriod(DateTimeOffset now)
    {
        if (NextInvoiceAt is not { } due || due > now || !Stage.IsRunning())
        {
            return false;
        }

        PeriodIndex++;
        StretchedStart = null;
        StretchedBilledEnd = null;
        UpdatedAt = now;
        var (start, end) = CurrentPeriod!.Value;
        var lines = Lines.Where(l => l.Recurring || PeriodIndex == 0).Select(l => l.ForEvents()).ToList();
        Raise(new PeriodStarted(
            Guid.CreateVersion7(), Id, Caller.System, now, OrderForEvents(), Customer.ForEvents(), PeriodIndex, start, end, Currency, lines));
        ScheduleNextPeriod();
        return true;
    }

    /// <summary>Starts every period that is due, oldest first, so that nothing which ends the order leaves one unbilled.</summary>
    private void StartDuePeriods(DateTimeOffset now)
    {
        while (StartDuePeriod(now))
        {
        }
    }

    /// <summary>No period starts at or after a scheduled close, while paused, or after the end.</summary>
    private void ScheduleNextPeriod()
    {
        DateTimeOffset? next = Stage is Stage.InProgress or Stage.ToRenew
            ? CivilTime.StartOfDay(PeriodStart(PeriodIndex + 1), Customer.Zone)
            : null;
        NextInvoiceAt = CloseScheduled && Closing!.CloseAt <= next ? null : next;
    }
}
