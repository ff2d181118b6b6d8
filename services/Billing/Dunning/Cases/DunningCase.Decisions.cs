using Billing.Invoices;
using Contracts.Events;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Grpc.Core;

namespace Billing.Dunning.Cases;

/// <summary>What ends a case, and what staff, customers and other services decide about it.</summary>
public sealed partial class DunningCase
{
    /// <summary>Most times in a day that a customer may ask for help.</summary>
    internal const int MaximumHelp = 5;

    internal const string WrittenOff = "written_off";

    /// <summary>Ends it where nothing is asked for any more: paid by whatever way, credited, voided, or marked uncollectible. What staff had ended or written off is recovered when it is paid after all.</summary>
    /// <param name="invoices">All that name this case.</param>
    /// <returns>It is over.</returns>
    internal bool Review(IReadOnlyList<Invoice> invoices, DateTimeOffset now)
    {
        AmountRecovered = Math.Max(AmountRecovered, invoices.Sum(i => i.PaidInDunning));
        if (State == DunningState.Recovered)
        {
            return true;
        }

        if (invoices.Unpaid().Any())
        {
            return IsOver;
        }

        if (!invoices.Any(i => i.State == InvoiceState.Uncollectible))
        {
            End(DunningState.Recovered, AmountRecovered > 0 ? "paid" : "settled", "", Caller.System, now);
        }
        else if (!IsOver && State != DunningState.Exhausted)
        {
            End(DunningState.Resolved, WrittenOff, "", Caller.System, now);
        }

        return true;
    }

    /// <summary>Nothing more is done; the invoices stay due.</summary>
    /// <exception cref="DomainException">DUNNING_CASE_ENDED.</exception>
    internal void Resolve(string reason, EventActor actor, DateTimeOffset now) => EndByStaff("by_staff", reason, actor, now);

    /// <summary>Its open invoices were marked uncollectible.</summary>
    /// <exception cref="DomainException">DUNNING_CASE_ENDED.</exception>
    internal void WriteOff(string reason, EventActor actor, DateTimeOffset now) => EndByStaff(WrittenOff, reason, actor, now);

    private void EndByStaff(string resolution, string reason, EventActor actor, DateTimeOffset now)
    {
        if (IsOver)
        {
            throw DomainException.FailedPrecondition("DUNNING_CASE_ENDED", $"Case {Number} is {State.ToString().ToLowerInvariant()}.");
        }

        End(DunningState.Resolved, resolution, reason, actor, now);
    }

    /// <summary>Takes what is due of a case that does nothing more by itself, and the restriction that it left.</summary>
    internal void TakeOver(DunningCase earlier)
    {
        earlier.TakenOverById = Id;
        RestrictedAt ??= earlier.Restricts ? earlier.RestrictedAt : null;
    }

    /// <summary>
    /// The bank took back what had been paid of it: that is recovered no more. A case that was over for it asks for nothing itself, and is recovered again when what is due is paid
    /// after all, here or in the case that has taken it over.
    /// </summary>
    internal void PaymentReversed(string kind, decimal amount, DateTimeOffset now)
    {
        AmountRecovered = Math.Max(0, AmountRecovered - amount);
        Enter("payment_reversed", Caller.System, now, detail: kind);
        UpdatedAt = now;
        if (State == DunningState.Recovered)
        {
            RecoveryLost(now);
        }
    }

    /// <summary>Recovered -> Resolved: what was paid of it, or of the case that it was recovered with, was taken back.</summary>
    internal void RecoveryLost(DateTimeOffset now)
    {
        State = DunningState.Resolved;
        UpdatedAt = now;
        Raise(new DunningRecoveryLost(Guid.CreateVersion7(now), Id, Caller.System, now, Subject, Source, Customer, DunningWire.EventName(Cause)));
    }

    /// <summary>A payment stands again. Where something else is still due, what helps now follows from that.</summary>
    internal void PaymentRestored(string kind, DunningCause cause, bool methodMustChange, DateTimeOffset now)
    {
        Enter("payment_restored", Caller.System, now, detail: kind);
        UpdatedAt = now;
        if (!IsOver)
        {
            (Cause, MethodMustChange) = (cause, methodMustChange);
            Plan(now);
        }
    }

    /// <summary>The case that has taken this one over has ended.</summary>
    /// <param name="state">Recovered or Resolved.</param>
    /// <param name="resolution">How: paid, settled, written_off or by_staff.</param>
    internal void EndWith(DunningState state, string resolution, string reason, EventActor actor, DateTimeOffset now)
    {
        // As with the other one: what was written off, or ended by staff, may be paid after all.
        if (!IsOver || (State == DunningState.Resolved && state == DunningState.Recovered))
        {
            End(state, resolution, reason, actor, now);
        }
    }

    private void End(DunningState state, string resolution, string reason, EventActor actor, DateTimeOffset now)
    {
        State = state;
        EndedAt = now;
        NextStepAt = null;
        PausedAt = null;
        Attention = null;
        RetryDate = null;
        Banner = false;
        UpdatedAt = now;
        Enter(state == DunningState.Recovered ? "recovered" : "resolved", actor, now, detail: reason);
        Raise(new DunningResolved(
            Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, resolution, new EventMoney(Currency, AmountRecovered), DunningWire.EventName(Cause), reason));
    }

    /// <exception cref="DomainException">DUNNING_CASE_NOT_ACTIVE.</exception>
    internal void Pause(string reason, EventActor actor, DateTimeOffset now)
    {
        RequireActive();
        Stop(now);
        Change("paused", reason, null, actor, now);
    }

    /// <summary>Goes on where it stood; its days move by the time of the pause. What came back, or never arrived, is written anew.</summary>
    /// <exception cref="DomainException">DUNNING_CASE_NOT_PAUSED.</exception>
    internal void Resume(EventActor actor, DateTimeOffset now)
    {
        if (State != DunningState.Paused)
        {
            throw DomainException.FailedPrecondition("DUNNING_CASE_NOT_PAUSED", $"Case {Number} is {State.ToString().ToLowerInvariant()}.");
        }

        State = DunningState.Active;
        Move(CivilTime.DayOf(now, CustomerTimeZone).DayNumber - CivilTime.DayOf(PausedAt!.Value, CustomerTimeZone).DayNumber);
        PausedAt = null;
        switch (Attention)
        {
            case DunningAttention.NoNotice:
                RepeatLastNotice(now);
                break;
            case DunningAttention.MailBounced:
                RepeatLastMessage(now);
                break;
        }

        Attention = null;
        Plan(now);
        Change("resumed", "", DateOf(NextStep?.Day ?? Schedule.FinalDay), actor, now);
    }

    /// <exception cref="DomainException">DUNNING_CASE_NOT_ACTIVE.</exception>
    internal void Extend(int days, string reason, EventActor actor, DateTimeOffset now)
    {
        RequireActive();
        Move(days);
        Plan(now);
        Change("extended", reason, DateOf(NextStep?.Day ?? Schedule.FinalDay), actor, now);
    }

    /// <summary>Charges it again on a day that the customer or staff chose.</summary>
    /// <exception cref="DomainException">METHOD_MUST_CHANGE, DUNNING_CASE_NOT_ACTIVE; INVALID_ARGUMENT for a day that is too early or too late.</exception>
    internal void ScheduleRetry(DateOnly date, EventActor actor, DateTimeOffset now)
    {
        RequireActive();
        if (MethodMustChange)
        {
            throw DomainException.FailedPrecondition("METHOD_MUST_CHANGE", "The bank does not accept this payment method. Another one is needed.");
        }

        var today = CivilTime.DayOf(now, CustomerTimeZone);
        var last = PromisedRestriction ?? FinalDate;
        if (date <= today || date >= last)
        {
            throw FieldValidator.OutOfRange("date", today.AddDays(1), last.AddDays(-1));
        }

        RetryDate = date;
        Plan(now);
        Change("retry_scheduled", "", date, actor, now);
    }

    /// <exception cref="DomainException">RESOURCE_EXHAUSTED.</exception>
    internal void AskForHelp(string message, EventActor actor, DateTimeOffset now)
    {
        if (HelpAskedAt is { } last && now - last < TimeSpan.FromDays(1))
        {
            if (HelpAsked >= MaximumHelp)
            {
                throw new DomainException(StatusCode.ResourceExhausted, "TOO_MANY_MESSAGES", $"At most {MaximumHelp} messages a day are passed on.")
                {
                    RetryDelay = last + TimeSpan.FromDays(1) - now,
                };
            }
        }
        else
        {
            (HelpAskedAt, HelpAsked) = (now, 0);
        }

        HelpAsked++;
        Change("help_asked", message, null, actor, now);
    }

    /// <summary>A mail about it reached the mail server.</summary>
    /// <param name="eventId">Of the event that says so, which the entry bears.</param>
    internal void NoticeDelivered(string template, string address, DateTimeOffset now, Guid eventId)
    {
        Enter("delivered", Caller.System, now, template, address, eventId);
        UpdatedAt = now;
    }

    /// <summary>A mail about it came back: the clock stops, and staff are asked.</summary>
    internal void NoticeBounced(string template, string diagnostic, DateTimeOffset now)
    {
        Enter("bounced", Caller.System, now, template, diagnostic);
        UpdatedAt = now;
        if (State == DunningState.Active)
        {
            Stop(now);
            Attention = DunningAttention.MailBounced;
            Raise(Changed("mail_bounced", diagnostic, null, Caller.System, now));
        }
    }

    /// <summary>
    /// Subscriptions does not restrict or close without a notice that was delivered before its day: the clock stops until it has been; one that was delivered too
    /// late is written anew at once.
    /// </summary>
    /// <param name="occurredAt">When it was decided.</param>
    internal void Withheld(string step, string reason, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        Enter("restriction_refused", Caller.System, now, detail: $"{step}: {reason}");
        UpdatedAt = now;
        if (reason == "NOT_YET" || IsOver || TakenOverById is not null || occurredAt < NoticeAt)
        {
            return;
        }

        if (State == DunningState.Exhausted && step == "close")
        {
            // It has not come to its end.
            (State, EndedAt) = (DunningState.Active, null);
        }

        if (reason == "NOTICE_LATE" && TryWriteNoticeAnew(now))
        {
            return;
        }

        Attention ??= DunningAttention.NoNotice;
        if (State == DunningState.Active)
        {
            Stop(now);
        }
    }

    /// <returns>False where staff have to decide: they have paused it or are asked for something else, or its schedule leaves the notice no day.</returns>
    private bool TryWriteNoticeAnew(DateTimeOffset now)
    {
        if (State == DunningState.Paused && Attention == DunningAttention.NoNotice && NoticeHasADay)
        {
            Resume(Caller.System, now);
            return true;
        }

        if (State == DunningState.Active && NoticeHasADay)
        {
            RepeatLastNotice(now);
            Plan(now);
            return true;
        }

        return false;
    }

    /// <summary>Subscriptions has closed it after all: its notice had been delivered in time, which was heard of late.</summary>
    internal void ClosedUnpaid(DateTimeOffset now)
    {
        if (State == DunningState.Paused && Attention == DunningAttention.NoNotice && NextStep is null)
        {
            State = DunningState.Exhausted;
            EndedAt = now;
            PausedAt = null;
            Attention = null;
            UpdatedAt = now;
        }
    }

    internal void Restricted(DateTimeOffset restrictedAt, DateTimeOffset now)
    {
        RestrictedAt ??= restrictedAt;
        Enter("restricted", Caller.System, now);
        UpdatedAt = now;
        if (Attention == DunningAttention.NoNotice)
        {
            Attention = null;
            if (State == DunningState.Paused)
            {
                Resume(Caller.System, now);
            }
        }
    }

    private void Stop(DateTimeOffset now)
    {
        State = DunningState.Paused;
        PausedAt = now;
        NextStepAt = null;
    }

    private void Change(string change, string reason, DateOnly? date, EventActor actor, DateTimeOffset now)
    {
        Enter(change, actor, now, detail: date is { } day ? $"{day:yyyy-MM-dd} {reason}".Trim() : Short(reason));
        UpdatedAt = now;
        Raise(Changed(change, reason, date, actor, now));
    }

    private DunningCaseChanged Changed(string change, string reason, DateOnly? date, EventActor actor, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, change, reason, date, PromisedRestriction, State == DunningState.Active ? FinalDate : null);

    private static string Short(string text) => text.Length <= DunningEntry.MaximumDetail ? text : text[..DunningEntry.MaximumDetail];
}
