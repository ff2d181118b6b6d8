using Contracts.Events;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    private const int LongestPauseInYears = 2;

    /// <summary>Why it cannot be paused: the reason's code. Null when it can.</summary>
    public string? PauseDenial(DateTimeOffset now) => Stage switch
    {
        Stage.Quotation => "NOT_CONFIRMED",
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        Stage.Paused => "ALREADY_PAUSED",
        _ when CloseScheduled => "CLOSE_ALREADY_SCHEDULED",
        // What is due has started, even if nobody has taken note of it yet.
        _ when PeriodIndex < 0 && !(NextInvoiceAt <= now) => "NOT_STARTED",
        _ => null,
    };

    /// <summary>
    /// Stops billing and service from today on, where the customer is. The days of the running period that are not used are kept
    /// (domain.md "Pausing").
    /// </summary>
    /// <param name="resumeDate">Day on which it resumes by itself; null: until a person resumes it.</param>
    public void PauseFrom(DateOnly? resumeDate, EventActor actor, DateTimeOffset now)
    {
        if (PauseDenial(now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} is {Stage.Code()}; it cannot be paused.");
        }

        var today = Today(now);
        RequireResumeDate(resumeDate, today);
        StartDuePeriods(now);
        RecordMovement(MrrMovementKind.Paused, -LiveMrr, now);
        var daysLeft = DaysLeft(today);
        var oldStage = Stage;
        MoveTo(Stage.Paused, now);
        Pause = Pause.Create(today, resumeDate, daysLeft, actor);
        ResumeDueAt = resumeDate is { } day ? CivilTime.StartOfDay(day, Customer.Zone) : null;
        Schedule();
        Raise(new SubscriptionPaused(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), oldStage.Code(), today, resumeDate, daysLeft));
    }

    /// <summary>Serves and bills it again from today on: first the kept days, then the next period, which is the new anchor.</summary>
    public void Resume(EventActor actor, DateTimeOffset now)
    {
        if (Stage != Stage.Paused)
        {
            throw DomainException.FailedPrecondition("NOT_PAUSED", $"{Number} is {Stage.Code()}, not paused.");
        }

        ResumeOn(Today(now), actor, now);
    }

    /// <summary>Resumes it if its day has come, as of that day, however late. A close that comes first takes effect in its place.</summary>
    /// <returns>False when neither has come.</returns>
    public bool ApplyDueResume(DateTimeOffset now) => CloseDueAt <= ResumeDueAt ? ApplyDueClose(now) : ApplyDueResume(now, null);

    /// <inheritdoc cref="StartDuePeriod(DateTimeOffset, DateTimeOffset?, bool)"/>
    private bool ApplyDueResume(DateTimeOffset now, DateTimeOffset? notBefore)
    {
        if (Stage != Stage.Paused || ResumeDueAt is not { } due || due > now)
        {
            return false;
        }

        ResumeOn(Pause!.ResumeDate!.Value, Caller.System, due < notBefore ? notBefore.Value : due);
        StartDuePeriods(now, notBefore);
        return true;
    }

    private void ResumeOn(DateOnly day, EventActor actor, DateTimeOffset at)
    {
        var (next, change) = (day.AddDays(Pause!.DaysLeft), EffectiveChange);
        // Paused and resumed on one day: nothing has moved, and the old anchor stays.
        if (next != PeriodStart(PeriodIndex + 1))
        {
            RunningPeriodStart ??= PeriodStart(PeriodIndex);
            AnchorOn(next, PeriodIndex + 1);
            KeepTermAround(PeriodIndex + 1);
        }

        Pause = null;
        ResumeDueAt = null;
        ServedSince = at;
        MoveTo(Stage.InProgress, at);
        RecordMovement(MrrMovementKind.Resumed, LiveMrr, at);
        Schedule();
        Raise(new SubscriptionResumed(
            Guid.CreateVersion7(), Id, actor, at, SubjectForEvents(), Customer.ForEvents(), day, next));
        RaiseChangeSuspended(change, actor, at);
    }

    private static void RequireResumeDate(DateOnly? resumeDate, DateOnly today)
    {
        if (resumeDate <= today)
        {
            throw DomainException.InvalidArgument("resume_date", "NOT_IN_FUTURE", $"must be after today, {today:yyyy-MM-dd} where the customer is.");
        }

        if (resumeDate > today.AddYears(LongestPauseInYears))
        {
            throw DomainException.InvalidArgument("resume_date", "TOO_FAR", $"must be within {LongestPauseInYears} years from today.");
        }
    }
}
