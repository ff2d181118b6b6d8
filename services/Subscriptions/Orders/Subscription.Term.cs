using Contracts.Events;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>First day after the running term; null when it is open-ended, and before it is confirmed.</summary>
    public DateOnly? TermEnd => TermEndIndex is { } index ? PeriodStart(index) : null;

    /// <summary>It closes at the end of its term unless it is renewed.</summary>
    private bool TermEnds => TermEndIndex is not null && !Terms.RenewsByItself;

    /// <summary>Why it cannot be renewed: the reason's code. Null when it can.</summary>
    public string? RenewalDenial(DateTimeOffset now)
    {
        if (Stage == Stage.Churned)
        {
            return "ALREADY_CLOSED";
        }

        if (!Stage.IsRunning() || TermEndIndex is null)
        {
            return "NO_TERM";
        }

        if (Terms.RenewsByItself)
        {
            return "RENEWS_BY_ITSELF";
        }

        if (CloseScheduled)
        {
            return "CLOSE_ALREADY_SCHEDULED";
        }

        if (Stage == Stage.Paused || RenewableFrom() > now)
        {
            return "NOT_TO_RENEW";
        }

        // It has ended, even if nobody has taken note of it yet.
        return CivilTime.StartOfDay(TermEnd!.Value, Customer.Zone) <= now ? "TERM_ENDED" : null;
    }

    /// <summary>Another term follows the running one.</summary>
    public void Renew(EventActor actor, DateTimeOffset now)
    {
        if (RenewalDenial(now) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, $"{Number} is {Stage.Code()}; its term cannot be renewed.");
        }

        StartDuePeriods(now);
        var oldStage = Stage;
        if (Stage == Stage.ToRenew)
        {
            MoveTo(Stage.InProgress, now);
        }

        AddTerm(actor, oldStage, now);
        Schedule();
    }

    /// <summary>Takes the step of its term that is due: it becomes To Renew, or it has ended and is closed as of that day, however late.</summary>
    /// <param name="atEnd">Why it is closed then.</param>
    /// <returns>False when none was due.</returns>
    public bool AdvanceTerm(CloseDecision atEnd, DateTimeOffset now)
    {
        if (TermDueAt is not { } due || due > now || !Stage.IsRunning())
        {
            return false;
        }

        // After a down time periods may be due that lie before the end.
        StartDuePeriods(now);
        if (!ApplyEndOfTerm(atEnd, now))
        {
            MoveTo(Stage.ToRenew, now);
            Schedule();
            Raise(new SubscriptionToRenew(Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), TermEnd!.Value));
        }

        return true;
    }

    /// <summary>Closes it as of the end of its term, if that has come.</summary>
    /// <inheritdoc cref="StartDuePeriod(DateTimeOffset, DateTimeOffset?, bool)"/>
    private bool ApplyEndOfTerm(CloseDecision atEnd, DateTimeOffset now, DateTimeOffset? notBefore = null)
    {
        // A pause moves the end of the term: while it lasts it is not known.
        if (!TermEnds || Stage is not (Stage.InProgress or Stage.ToRenew) || CivilTime.StartOfDay(TermEnd!.Value, Customer.Zone) is var closeAt && closeAt > now)
        {
            return false;
        }

        var change = EffectiveChange;
        Closing = Closing.Create(atEnd, closeAt, TermEnd!.Value, Caller.System, closeAt);
        ApplyClose(change, now, notBefore);
        return true;
    }

    /// <summary>The first term begins with the period that stands on the anchor; a shorter one before it counts as none.</summary>
    private void BeginTerm() => TermEndIndex = Terms.TermPeriods > 0 ? AnchorIndex + Terms.TermPeriods : null;

    /// <summary>A pause has put a shorter period into the term: it counts as none there either.</summary>
    private void KeepTermAround(int stub)
    {
        if (StubStart is not null && (TermEndIndex > stub || (TermEndIndex == stub && Terms.RenewsByItself)))
        {
            TermEndIndex++;
        }
    }

    /// <summary>The period of that number is not served, because the term is over before it.</summary>
    internal bool IsBeyondTerm(int period) => TermEnds && period >= TermEndIndex;

    /// <summary>The period that starts now is the first after the term.</summary>
    private void RenewByItself(DateTimeOffset now)
    {
        if (Terms.RenewsByItself && PeriodIndex == TermEndIndex)
        {
            AddTerm(Caller.System, Stage, now);
        }
    }

    private void AddTerm(EventActor actor, Stage oldStage, DateTimeOffset now)
    {
        TermEndIndex = Math.Max(TermEndIndex!.Value, AnchorIndex) + Terms.TermPeriods;
        UpdatedAt = now;
        Raise(new SubscriptionRenewed(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), oldStage.Code(), TermEnd!.Value));
    }

    /// <summary>The day of the next step of its term; null when none lies ahead, or a close comes first.</summary>
    internal DateOnly? NextTermStep()
    {
        if (!TermEnds || (CloseScheduled && Closing!.EndDate <= TermEnd))
        {
            return null;
        }

        return Stage switch
        {
            Stage.InProgress => NoticeDate(),
            Stage.ToRenew => TermEnd,
            _ => null,
        };
    }

    private DateTimeOffset RenewableFrom() => CivilTime.StartOfDay(NoticeDate(), Customer.Zone);

    /// <summary>Some days before the end, but not before the term itself.</summary>
    private DateOnly NoticeDate()
    {
        var notice = TermEnd!.Value.AddDays(-Terms.RenewNoticeDays);
        var start = PeriodStart(TermEndIndex!.Value - Terms.TermPeriods);
        return notice > start ? notice : start;
    }
}
