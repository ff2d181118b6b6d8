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
    public bool StartDuePeriod(DateTimeOffset now) => StartDuePeriod(now, ConfirmedAt);

    /// <param name="notBefore">Nothing of it is booked as before this instant.</param>
    /// <param name="comesBack">What it brings counts as a reactivation, unless it has never begun before.</param>
    private bool StartDuePeriod(DateTimeOffset now, DateTimeOffset? notBefore, bool comesBack = false)
    {
        if (NextInvoiceAt is not { } due || due > now || !Stage.IsRunning())
        {
            return false;
        }

        // Not before its time, even where the start lies in the past of the confirmation, or the order was closed when it was due.
        var at = due > notBefore ? due : notBefore!.Value;
        var (begins, before) = (!HasBegun, LiveMrr);
        ApplyPendingChange(now);
        PeriodIndex++;
        if (begins || comesBack)
        {
            // The whole amount, after the discount of this very period (domain.md C15c).
            RecordMovement(begins ? MrrMovementKind.New : MrrMovementKind.Reactivation, LiveMrr, at);
        }
        else
        {
            // A change, or a discount that begins or ends with this period.
            RecordMrrChange(before, at);
        }

        RenewByItself(now);
        RunningPeriodStart = null;
        UpdatedAt = now;
        var (start, end) = CurrentPeriod!.Value;
        RunningFullDays = FullDays(start, end);
        var lines = Lines.Where(l => l.Recurring || PeriodIndex == 0).Select(l => l.ForEvents()).ToList();
        Raise(new PeriodStarted(
            Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), PeriodIndex, start, end, RunningFullDays, Currency, lines, RunningDiscount)
        {
            PlanId = PlanId,
            Restricted = RestrictionInForce is not null,
        });
        Schedule();
        return true;
    }

    /// <summary>Starts every period that is due, oldest first, so that nothing which ends the order leaves one unbilled.</summary>
    /// <inheritdoc cref="StartDuePeriod(DateTimeOffset, DateTimeOffset?, bool)"/>
    private void StartDuePeriods(DateTimeOffset now, DateTimeOffset? notBefore = null)
    {
        while (StartDuePeriod(now, notBefore ?? ConfirmedAt))
        {
        }
    }

    /// <summary>
    /// The period of that number starts on that day, and all later ones are counted from it; where there is a billing day that it is not
    /// on, it is a shorter one, and full periods follow from the billing day on.
    /// </summary>
    private void AnchorOn(DateOnly day, int index)
    {
        AnchorDate = Terms.BillingDay > 0 ? BillingPeriod.NextBillingDay(day, Terms.BillingDay) : day;
        StubStart = AnchorDate > day ? day : null;
        AnchorIndex = StubStart is null ? index : index + 1;
    }

    /// <summary>What comes due next: a period (none at or after a scheduled close, beyond the term, while paused, or after the end), or the end of the term.</summary>
    private void Schedule()
    {
        DateTimeOffset? next = Stage is Stage.InProgress or Stage.ToRenew && !IsBeyondTerm(PeriodIndex + 1)
            ? CivilTime.StartOfDay(PeriodStart(PeriodIndex + 1), Customer.Zone)
            : null;
        NextInvoiceAt = CloseScheduled && Closing!.CloseAt <= next ? null : next;
        ChargeNoticeDueAt = ChargeNoticeDay() is { } notice ? CivilTime.StartOfDay(notice, Customer.Zone) : null;
        TermDueAt = NextTermStep() is { } day ? CivilTime.StartOfDay(day, Customer.Zone) : null;
    }
}
