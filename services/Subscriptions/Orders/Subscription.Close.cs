using Contracts.Events;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>Closes now or schedules the close. What may be closed, by whom and for which reasons, the policy has decided before.</summary>
    public void Close(CloseDecision decision, EventActor actor, DateTimeOffset now)
    {
        if (Stage == Stage.Churned)
        {
            throw Refusal.Rule("ALREADY_CLOSED", $"{Number} is closed already.");
        }

        if (!Stages.CanMove(Stage, Stage.Churned))
        {
            throw Refusal.Rule("NOT_CONFIRMED", $"{Number} is {Stage.Code()}; only a confirmed order can be closed.");
        }

        if (CloseScheduled)
        {
            throw Refusal.Rule("CLOSE_ALREADY_SCHEDULED", $"{Number} is to be closed on {Closing!.EndDate:yyyy-MM-dd} already.");
        }

        StartDuePeriods(now);
        var today = CivilTime.DateAt(now, Customer.Zone);
        var endDate = EndDate(decision, today);
        if (endDate <= today)
        {
            Closing = Closing.Create(decision, now, today, actor, now);
            TakeClose(now);
            return;
        }

        Closing = Closing.Create(decision, CivilTime.StartOfDay(endDate, Customer.Zone), endDate, actor, now);
        CloseDueAt = Closing.CloseAt;
        UpdatedAt = now;
        ScheduleNextPeriod();
        Raise(new SubscriptionCloseScheduled(
            Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), Stage.Code(),
            Closing.CloseAt, Closing.EndDate, Closing.ReasonForEvents()));
    }

    /// <summary>Takes back a close that has not taken effect.</summary>
    public void UndoClose(EventActor actor, DateTimeOffset now)
    {
        if (!CloseScheduled)
        {
            throw Stage == Stage.Churned
                ? Refusal.Rule("ALREADY_CLOSED", $"{Number} is closed already.")
                : Refusal.Rule("NO_CLOSE_SCHEDULED", $"{Number} is not going to be closed.");
        }

        var endDate = Closing!.EndDate;
        Closing = null;
        CloseDueAt = null;
        UpdatedAt = now;
        ScheduleNextPeriod();
        Raise(new SubscriptionCloseUndone(
            Guid.CreateVersion7(), Id, actor, now, OrderForEvents(), Customer.ForEvents(), Stage.Code(), endDate));
    }

    /// <summary>Lets a scheduled close take effect if it is due.</summary>
    /// <returns>False when it was not.</returns>
    public bool TakeDueClose(DateTimeOffset now)
    {
        if (!CloseScheduled || Closing!.CloseAt > now)
        {
            return false;
        }

        // After a down time periods may be due that lie before the close.
        StartDuePeriods(now);
        TakeClose(now);
        return true;
    }

    /// <summary>All effects of a close, in the transaction of whoever saves (domain.md C14).</summary>
    private void TakeClose(DateTimeOffset now)
    {
        var closing = Closing!;
        var oldStage = Stage;
        MoveTo(Stage.Churned, now);
        NextInvoiceAt = null;
        CloseDueAt = null;
        _movements.Add(MrrMovement.Create(this, MrrMovementKind.Churn, -Mrr, closing.CloseAt));
        Raise(new SubscriptionClosed(
            Guid.CreateVersion7(), Id, closing.Actor, closing.CloseAt, OrderForEvents(), Customer.ForEvents(),
            oldStage.Code(), closing.EndDate, closing.ReasonForEvents(), closing.Credit.ToString().ToLowerInvariant(),
            CurrentPeriod?.Start, CurrentPeriod?.End));
    }

    private DateOnly EndDate(CloseDecision decision, DateOnly today) => decision.When switch
    {
        CloseWhen.Now => today,
        CloseWhen.EndOfPeriod => CurrentPeriod?.End ?? StartDate!.Value,
        CloseWhen.Date => RequireLaterDate(decision.Date, today),
        _ => throw new InvalidOperationException($"Unknown {decision.When}."),
    };

    private DateOnly RequireLaterDate(DateOnly? date, DateOnly today)
    {
        if (date is not { } day)
        {
            throw Refusal.Field("close_date", "REQUIRED", "is required when the close is on a date.");
        }

        if (day <= StartDate)
        {
            throw Refusal.Field("close_date", "BEFORE_START", $"must be after the start on {StartDate:yyyy-MM-dd}.");
        }

        return day > today
            ? day
            : throw Refusal.Field("close_date", "NOT_IN_FUTURE", $"must be after today, {today:yyyy-MM-dd} where the customer is.");
    }
}
