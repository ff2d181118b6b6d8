using Contracts.Events;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>How long a close that took effect can be taken back.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromHours(72);

    /// <summary>Between a reversal in the ledger and a churn that follows it at once: of two at the same instant nobody could tell which came first.</summary>
    private static readonly TimeSpan AfterReversal = TimeSpan.FromMilliseconds(1);

    /// <summary>Closes now or schedules the close. What may be closed, by whom and for which reasons, the policy has decided before.</summary>
    public void Close(CloseDecision decision, EventActor actor, DateTimeOffset now)
    {
        if (Stage == Stage.Churned)
        {
            throw DomainException.FailedPrecondition("ALREADY_CLOSED", $"{Number} is closed already.");
        }

        if (!Stages.CanMove(Stage, Stage.Churned))
        {
            throw DomainException.FailedPrecondition("NOT_CONFIRMED", $"{Number} is {Stage.Code()}; only a confirmed order can be closed.");
        }

        if (CloseScheduled)
        {
            throw DomainException.FailedPrecondition("CLOSE_ALREADY_SCHEDULED", $"{Number} is to be closed on {Closing!.EndDate:yyyy-MM-dd} already.");
        }

        StartDuePeriods(now);
        var today = Today(now);
        var (endDate, change) = (EndDate(decision, today), EffectiveChange);
        if (endDate <= today)
        {
            Closing = Closing.Create(decision, now, today, actor, now);
            ApplyClose(change, now);
            return;
        }

        Closing = Closing.Create(decision, CivilTime.StartOfDay(endDate, Customer.Zone), endDate, actor, now);
        CloseDueAt = Closing.CloseAt;
        UpdatedAt = now;
        Schedule();
        Raise(new SubscriptionCloseScheduled(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), Stage.Code(),
            Closing.CloseAt, Closing.EndDate, Closing.ReasonForEvents()));
        RaiseChangeSuspended(change, actor, now);
    }

    /// <summary>Why a close cannot be taken back: the reason's code. Null when it can.</summary>
    public string? UndoDenial(DateTimeOffset now)
    {
        if (Stage != Stage.Churned)
        {
            return CloseScheduled ? null : "NO_CLOSE_SCHEDULED";
        }

        if (Closing!.AtEndOfTerm)
        {
            return "TERM_ENDED";
        }

        if (now >= Closing.CloseAt + UndoTime)
        {
            return "UNDO_TIME_OVER";
        }

        // The credit note stands: it is final, and may be paid out already.
        return Closing.UndoUntil is null ? "CREDIT_GIVEN" : null;
    }

    /// <summary>
    /// Takes back a close: one that lies ahead, or one that took effect less than <see cref="UndoTime"/> ago. The order is then as if it had
    /// never been closed: the same stage, anchor, prices, next invoice date and pending change; periods that would have started meanwhile are
    /// billed, with the change where its day has come, and a term that would have ended meanwhile ends.
    /// </summary>
    /// <param name="atEnd">Why it is closed in that case.</param>
    public void UndoClose(CloseDecision atEnd, EventActor actor, DateTimeOffset now)
    {
        if (UndoDenial(now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number}: the close cannot be taken back.");
        }

        var endDate = Closing!.EndDate;
        var (reversed, suspended) = (Stage == Stage.Churned, SuspendedChange);
        if (reversed)
        {
            MoveTo(Closing.OldStage!.Value, now);
            if (HasBegun)
            {
                RecordMovement(MrrMovementKind.ChurnReversed, LiveMrr, now, Closing.ReasonCode);
            }

            ResumeDueAt = Pause?.ResumeDate is { } resume ? CivilTime.StartOfDay(resume, Customer.Zone) : null;
        }

        Closing = null;
        CloseDueAt = null;
        CreditDueAt = null;
        UpdatedAt = now;
        Schedule();
        Raise(new SubscriptionCloseUndone(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), Stage.Code(), endDate, reversed));
        // While it was closed it brought nothing: what its days have done meanwhile counts from now on.
        DateTimeOffset? notBefore = reversed ? now : null;
        ApplyDueResume(now, notBefore);
        StartDuePeriods(now, notBefore);
        RaiseChangeRestored(suspended, actor, now);
        if (reversed)
        {
            ApplyEndOfTerm(atEnd, now, now + AfterReversal);
        }
    }

    /// <summary>Lets a scheduled close take effect if it is due.</summary>
    /// <returns>False when it was not.</returns>
    public bool ApplyDueClose(DateTimeOffset now)
    {
        if (!CloseScheduled || Closing!.CloseAt > now)
        {
            return false;
        }

        // After a down time a resume and periods may be due that lie before the close.
        if (ResumeDueAt < Closing.CloseAt)
        {
            ApplyDueResume(now);
        }

        StartDuePeriods(now);
        ApplyClose(EffectiveChange, now);
        return true;
    }

    /// <summary>Credits what a close has reserved, if its undo is over.</summary>
    /// <returns>False when it is not.</returns>
    public bool FinaliseDueClose(DateTimeOffset now)
    {
        if (CreditDueAt is not { } due || due > now)
        {
            return false;
        }

        FinaliseClose(due, now);
        return true;
    }

    /// <param name="at">When it became final.</param>
    private void FinaliseClose(DateTimeOffset at, DateTimeOffset now)
    {
        CreditDueAt = null;
        UpdatedAt = now;
        Raise(new SubscriptionCloseFinalised(Guid.CreateVersion7(), Id, Caller.System, at, SubjectForEvents(), Customer.ForEvents()));
    }

    /// <summary>All effects of a close, in the transaction of whoever saves (domain.md C14).</summary>
    /// <param name="change">That was to come until now.</param>
    /// <param name="notBefore">It is not booked as before this instant.</param>
    private void ApplyClose(PendingChange? change, DateTimeOffset now, DateTimeOffset? notBefore = null)
    {
        var closing = Closing!;
        var oldStage = Stage;
        closing.TakeEffect(oldStage, CurrentPeriod is null ? 0 : DaysLeft(closing.EndDate));
        if (HasBegun)
        {
            var at = closing.CloseAt < notBefore ? notBefore.Value : closing.CloseAt;
            RecordMovement(MrrMovementKind.Churn, -LiveMrr, at, closing.ReasonCode);
        }

        MoveTo(Stage.Churned, now);
        Restriction = null;
        NextInvoiceAt = null;
        CloseDueAt = null;
        ResumeDueAt = null;
        TermDueAt = null;
        ChargeNoticeDueAt = null;
        Raise(new SubscriptionClosed(
            Guid.CreateVersion7(), Id, closing.Actor, closing.CloseAt, SubjectForEvents(), Customer.ForEvents(),
            oldStage.Code(), closing.EndDate, closing.ReasonForEvents(), closing.Credit.ToString().ToLowerInvariant(),
            CurrentPeriod?.Start, CurrentPeriod?.End,
            closing.Settlement == ClosingSettlement.Refund ? "refund" : "account_credit", closing.UndoUntil));
        CreditDueAt = closing.GivesCredit ? closing.UndoUntil : null;
        RaiseChangeSuspended(change, closing.Actor, closing.CloseAt);
    }

    private DateOnly EndDate(CloseDecision decision, DateOnly today) => decision.When switch
    {
        CloseWhen.Now => today,
        CloseWhen.EndOfPeriod when Stage == Stage.Paused =>
            throw DomainException.FailedPrecondition("NO_RUNNING_PERIOD", $"{Number} is paused: no period runs. Close it now or on a date."),
        CloseWhen.EndOfPeriod => CurrentPeriod?.End ?? TrialEnd ?? StartDate!.Value,
        CloseWhen.Date => RequireLaterDate(decision.Date, today),
        _ => throw new InvalidOperationException($"Unknown {decision.When}."),
    };

    private DateOnly RequireLaterDate(DateOnly? date, DateOnly today)
    {
        if (date is not { } day)
        {
            throw DomainException.InvalidArgument("close_date", "REQUIRED", "is required when the close is on a date.");
        }

        if (day <= StartDate)
        {
            throw DomainException.InvalidArgument("close_date", "BEFORE_START", $"must be after the start on {StartDate:yyyy-MM-dd}.");
        }

        if (TermEnds && Stage != Stage.Paused && day > TermEnd)
        {
            throw DomainException.InvalidArgument("close_date", "AFTER_TERM_END", $"must not be after the term, which ends on {TermEnd:yyyy-MM-dd}.");
        }

        return day > today
            ? day
            : throw DomainException.InvalidArgument("close_date", "NOT_IN_FUTURE", $"must be after today, {today:yyyy-MM-dd} where the customer is.");
    }
}
