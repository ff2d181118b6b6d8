using Billing.Dunning.Campaigns;
using Billing.Dunning.Timing;
using Billing.Invoices;
using Billing.Payments.Charging;
using Contracts.Events;
using ServiceDefaults.Access;

namespace Billing.Dunning.Cases;

/// <summary>How a case goes through its schedule.</summary>
public sealed partial class DunningCase
{
    /// <summary>Local time of day of what is done on a later day than the first.</summary>
    private static readonly TimeOnly TimeOfDay = new(9, 0);

    /// <summary>How long a step waits for the outcome of a charge: an unknown outcome is silent (domain.md C8).</summary>
    private static readonly TimeSpan WaitForCharge = TimeSpan.FromMinutes(15);

    private DunningStep? NextStep => StepsDone < Schedule.Steps.Count ? Schedule.Steps[StepsDone] : null;

    /// <summary>The civil date of a day of its schedule that is still to come.</summary>
    internal DateOnly DateOf(int day) => StartDate.AddDays(day + ShiftDays);

    internal DateOnly FinalDate => DateOf(Schedule.FinalDay);

    /// <summary>Takes up what is due; the caller saves.</summary>
    /// <param name="invoices">All that name this case.</param>
    /// <param name="service">Where the subscription has ended, nothing is left to be interrupted.</param>
    /// <param name="newLink">Makes a link for a message: its token and its end.</param>
    /// <returns>What is left to the caller: to charge the open invoices again, or to give them up.</returns>
    internal DunningAction Advance(IReadOnlyList<Invoice> invoices, DunnedServiceState service, Func<(string Token, DateTimeOffset ExpiresAt)> newLink, DateTimeOffset now)
    {
        if (State != DunningState.Active || NextStepAt is null || NextStepAt > now || Review(invoices, now))
        {
            return DunningAction.None;
        }

        // What the customer still has to confirm is neither charged again nor written off.
        var charges = RetryDate <= CivilTime.DayOf(now, CustomerTimeZone) || NextStep is null || (NextStep.Kind == DunningStepKind.Retry && !PassesRetriesOver);
        if (invoices.Any(i => i.State == InvoiceState.Open && (i.IsBeingCharged || (charges && i.ConfirmBy is not null))))
        {
            NextStepAt = now + WaitForCharge;
            return DunningAction.None;
        }

        UpdatedAt = now;
        var today = CivilTime.DayOf(now, CustomerTimeZone);
        if (RetryDate <= today)
        {
            RetryDate = null;
            Enter("retry", Caller.System, now);
            Plan(now);
            return DunningAction.Retry;
        }

        var planned = DateOf(NextStep?.Day ?? Schedule.FinalDay);
        if (today > planned)
        {
            // What is done late moves what follows: no day between a notice and what it tells of is ever lost.
            Move(today.DayNumber - planned.DayNumber);
        }

        var action = NextStep is { } step ? Take(step, invoices, service, newLink, now) : ApplyFinalAction(invoices, now);
        Plan(now);
        return action;
    }

    private DunningAction Take(DunningStep step, IReadOnlyList<Invoice> invoices, DunnedServiceState service, Func<(string Token, DateTimeOffset ExpiresAt)> newLink, DateTimeOffset now)
    {
        StepsDone++;
        if (step.Kind == DunningStepKind.Retry)
        {
            if (PassesRetriesOver || RetryDate is not null)
            {
                return DunningAction.None;
            }

            Enter("retry", Caller.System, now);
            return DunningAction.Retry;
        }

        if ((service == DunnedServiceState.Ended && step.Kind is (DunningStepKind.Notice or DunningStepKind.Restrict)) || (RestrictedAt is not null && AnnouncesRestrictionOnly(step)))
        {
            return DunningAction.None;
        }

        Banner |= step.Kind == DunningStepKind.Banner;
        if (step.Kind == DunningStepKind.Notice)
        {
            NoticeAt = now;
            RestrictDate = RestrictedAt is null && Restriction() is { } restriction ? DateOf(restriction.Day) : RestrictDate;
        }

        Enter(DunningWire.EventName(step.Kind), Caller.System, now, step.Template);
        var (token, expiresAt) = step.IsMessage ? newLink() : ("", (DateTimeOffset?)null);
        Raise(new DunningStepDue(
            Guid.CreateVersion7(now), Id, Caller.System, now, Subject, Source, Customer, new EventMoney(Currency, AmountDue(invoices)), DunningWire.EventName(step.Kind),
            step.Template, DunningWire.EventName(Cause), MethodMustChange, RestrictedAt is null && Restriction() is not null ? RestrictDate : null, FinalDate, DunningWire.EventName(Schedule.FinalAction),
            service switch { DunnedServiceState.Ended => "ended", DunnedServiceState.Paused => "paused", _ => Restricts ? "restricted" : "full" },
            [.. invoices.Unpaid().Select(i => new EventOpenInvoice(i.Id, i.Number!, new EventMoney(i.Currency, i.AmountDue), i.DueDate!.Value))], token, expiresAt));
        return DunningAction.None;
    }

    private DunningAction ApplyFinalAction(IReadOnlyList<Invoice> invoices, DateTimeOffset now)
    {
        State = DunningState.Exhausted;
        EndedAt = now;
        Enter("exhausted", Caller.System, now, detail: DunningWire.EventName(Schedule.FinalAction));
        Raise(new DunningExhausted(
            Guid.CreateVersion7(now), Id, Caller.System, now, Subject, Source, Customer, new EventMoney(Currency, AmountDue(invoices)), DunningWire.EventName(Cause),
            DunningWire.EventName(Schedule.FinalAction)));
        return Schedule.FinalAction == DunningFinalAction.WriteOff ? DunningAction.WriteOff : DunningAction.None;
    }

    /// <summary>Of no use once service is restricted; but where no other notice follows it is that of the close, too.</summary>
    private bool AnnouncesRestrictionOnly(DunningStep step) => step.Template == DunningTemplates.RestrictionNotice
        && (Schedule.FinalAction != DunningFinalAction.Close || Schedule.Steps.Skip(StepsDone).Any(later => later.Kind == DunningStepKind.Notice));

    /// <summary>First day of a restriction that was promised and is to come; null while the clock stands still.</summary>
    internal DateOnly? PromisedRestriction => State == DunningState.Paused || RestrictedAt is not null ? null : RestrictDate;

    /// <summary>The restriction that is still to come.</summary>
    private DunningStep? Restriction() => Schedule.Steps.Skip(StepsDone).FirstOrDefault(s => s.Kind == DunningStepKind.Restrict);

    /// <summary>A retry of the schedule makes no sense: the customer has to act. Asked again, the bank would only ask for the same confirmation again.</summary>
    private bool PassesRetriesOver => MethodMustChange || Cause is DunningCause.ConfirmationRequired or DunningCause.NotConfirmed;

    /// <summary>The next step is a retry whose time of day is not the schedule's own.</summary>
    private bool IsToBeTimed => Schedule.LearnsRetryTimes && NextStep is { Kind: DunningStepKind.Retry } && RetryDate is null && !PassesRetriesOver;

    /// <summary>The window of the retry that is due today and has no time yet; null where there is none.</summary>
    /// <param name="lastTry">When one of its invoices was charged last.</param>
    internal RetryWindow? RetryWindow(DateTimeOffset? lastTry, DateTimeOffset now)
    {
        if (State != DunningState.Active || RetryTiming is not null || NextStepAt > now || !IsToBeTimed || NextStep is not { } step || DateOf(step.Day) != CivilTime.DayOf(now, CustomerTimeZone))
        {
            return null;
        }

        DateTimeOffset At(int dayOfSchedule) => CivilTime.At(DateOf(dayOfSchedule), TimeOfDay, CustomerTimeZone);
        var (day, later) = (DateOf(step.Day), Schedule.Steps.Skip(StepsDone + 1).ToList());
        var next = At(later.FirstOrDefault()?.Day ?? Schedule.FinalDay);
        // The next retry is not lost for having come too soon after this one.
        var nextRetry = later.Find(s => s.Kind == DunningStepKind.Retry) is { } other ? At(other.Day) - ChargePlanner.BetweenTries : next;
        var from = lastTry + ChargePlanner.BetweenTries is { } rested && rested > now ? rested : now;
        var scheduled = At(step.Day) > now ? At(step.Day) : now;
        var until = new[] { CivilTime.At(day.AddDays(1), TimeOnly.MinValue, CustomerTimeZone), next, nextRetry }.Min();
        return new(DunningWire.EventName(Cause), day, from, scheduled, until, CustomerTimeZone);
    }

    /// <summary>Decides when the retry of that window is made.</summary>
    internal void Time(RetryTime time, DateTimeOffset now)
    {
        (NextStepAt, RetryTiming) = (time.At, time.Kind);
        UpdatedAt = now;
    }

    /// <summary>Goes back to the newest message, so that its days run anew; but not to the notice of what has happened since.</summary>
    private void RepeatLastMessage(DateTimeOffset now)
    {
        var last = LastDone(step => step.IsMessage);
        if (last >= 0 && (RestrictedAt is null || !Schedule.Steps.Take(StepsDone).Skip(last).Any(s => s.Kind == DunningStepKind.Restrict)))
        {
            GoBackTo(last, now);
        }
    }

    /// <summary>Goes back to the newest notice, so that it promises another day, as far ahead as the schedule has it.</summary>
    private void RepeatLastNotice(DateTimeOffset now)
    {
        if (LastDone(step => step.Kind == DunningStepKind.Notice) is var last and >= 0)
        {
            GoBackTo(last, now);
        }
    }

    /// <summary>It does not come on the day of what it announces.</summary>
    private bool NoticeHasADay => LastDone(step => step.Kind == DunningStepKind.Notice) is var last and >= 0
        && Schedule.Steps[last].Day < (Schedule.Steps.Skip(last).FirstOrDefault(step => step.Kind == DunningStepKind.Restrict)?.Day ?? Schedule.FinalDay);

    private int LastDone(Predicate<DunningStep> wanted) => Schedule.Steps.Take(StepsDone).ToList().FindLastIndex(wanted);

    private void GoBackTo(int step, DateTimeOffset now)
    {
        StepsDone = step;
        NoticeAt = now;
        RestrictDate = Schedule.Steps[step].Kind == DunningStepKind.Notice && Restriction() is not null ? null : RestrictDate;
    }

    /// <summary>Moves all that is still to be done, what was promised too.</summary>
    private void Move(int days)
    {
        ShiftDays += days;
        if (RestrictDate is not null && RestrictedAt is null && Restriction() is { } restriction)
        {
            RestrictDate = DateOf(restriction.Day);
        }
    }

    /// <summary>Says when it is taken up next.</summary>
    private void Plan(DateTimeOffset now)
    {
        if (State != DunningState.Active)
        {
            NextStepAt = null;
            return;
        }

        var day = NextStep?.Day ?? Schedule.FinalDay;
        // A time that is learned may be any of the retry's day: it is decided when that begins, for the cause that holds by then.
        RetryTiming = null;
        var at = day == 0 ? now : CivilTime.At(DateOf(day), IsToBeTimed ? TimeOnly.MinValue : TimeOfDay, CustomerTimeZone);
        if (RetryDate is { } retry && CivilTime.At(retry, TimeOfDay, CustomerTimeZone) is var wished && wished < at)
        {
            at = wished;
        }

        NextStepAt = at;
    }

    internal static decimal AmountDue(IEnumerable<Invoice> invoices) => invoices.Where(i => i.State == InvoiceState.Open).Sum(i => i.AmountDue);
}

/// <summary>What a step leaves to the caller that advances the case.</summary>
internal enum DunningAction
{
    None,
    Retry,
    WriteOff,
}
