using Contracts.Events;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

public sealed partial class Pass
{
    private const int LongestFreezeInYears = 2;

    /// <summary>For which customers may still freeze it; 0 where the terms do not let them.</summary>
    internal int CustomerFreezeDaysLeft => Terms.CustomersMayFreeze ? Math.Max(0, Terms.MaximumFreezeDays - CustomerFreezeDays) : 0;

    /// <summary>Why it cannot be frozen at all: the reason's code. Null when it can.</summary>
    internal string? FreezeDenial => State switch
    {
        PassState.AwaitingPayment => "PASS_NOT_PAID",
        PassState.UsedUp => "PASS_USED_UP",
        PassState.Expired => "PASS_EXPIRED",
        PassState.Withdrawn => "PASS_WITHDRAWN",
        _ when Freeze is not null => "ALREADY_FROZEN",
        _ when Terms.ValidityUnit == PassValidityUnit.None => "NO_END",
        _ when StartDate is null => "PASS_NOT_STARTED",
        _ => null,
    };

    /// <summary>Stops it for some days and moves its end by as many: at once where they are known, else when it is unfrozen (domain.md C13).</summary>
    /// <param name="start">Null: today.</param>
    /// <param name="end">First day after it; null: until it is unfrozen.</param>
    public void FreezeOn(DateOnly? start, DateOnly? end, string reason, EventActor actor, DateTimeOffset now)
    {
        Advance(now);
        if (FreezeDenial is { } refused)
        {
            throw Refused(refused, refused switch
            {
                "ALREADY_FROZEN" => "is frozen already, or is to be; unfreeze it first.",
                "NO_END" => "has no end that a freeze could move.",
                "PASS_NOT_STARTED" => "starts with its first visit, and has not.",
                _ => $"is {State.Code()}; it cannot be frozen.",
            });
        }

        var today = Today(now);
        var first = start ?? today;
        RequireFreezeDays(first, end, today);
        RequireAllowedTo(actor, first, end);
        var old = EndDate;
        Freeze = PassFreeze.Create(first, end, reason, actor);
        MoveEnd(EndDate!.Value.AddDays(Freeze.KnownDays), today);
        CustomerFreezeDays += Freeze.ByCustomer ? Freeze.KnownDays : 0;
        Post(new PassChange(PassEntryKind.Freeze, 0, reason) { OldEnd = old, NewEnd = EndDate, FreezeStart = first, FreezeEnd = end }, actor, now);
        State = first <= today ? PassState.Frozen : State;
        Raise(new PassFrozen(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), first, end, reason));
        Schedule();
    }

    /// <summary>Ends a freeze today: the end has moved by the days that it has lasted. One that lies ahead will not be.</summary>
    public void Unfreeze(EventActor actor, DateTimeOffset now)
    {
        Advance(now);
        if (Freeze is not { } freeze || !(State is PassState.Active or PassState.Frozen))
        {
            throw Refused("NOT_FROZEN", "is not frozen.");
        }

        if (freeze.ByOrder)
        {
            throw Refused("FROZEN_BY_PAUSE", $"stands still while {Grant!.SubscriptionNumber} is paused; resume that.");
        }

        if (actor.Kind == "customer" && !freeze.ByCustomer)
        {
            throw Refused("FROZEN_BY_STAFF", "was frozen by the business; ask there to unfreeze it.");
        }

        var lasted = Math.Max(0, Today(now).DayNumber - freeze.Start.DayNumber);
        Thaw(lasted, actor, now);
        Advance(now);
    }

    /// <summary>The freeze is over; the days of a customer's own that it did not last may be frozen again.</summary>
    /// <param name="lasted">Days that the end has moved by, in all.</param>
    private void Thaw(int lasted, EventActor actor, DateTimeOffset now)
    {
        var freeze = Freeze!;
        var old = EndDate;
        var today = Today(now);
        // One that a visit has used up that was entered late stays so.
        State = State == PassState.UsedUp ? State : PassState.Active;
        Freeze = null;
        CustomerFreezeDays -= freeze.ByCustomer ? freeze.KnownDays - lasted : 0;
        if (lasted != freeze.KnownDays)
        {
            MoveEnd(EndDate!.Value.AddDays(lasted - freeze.KnownDays), today);
        }

        Post(
            new PassChange(PassEntryKind.Unfreeze) { OldEnd = old, NewEnd = EndDate, FreezeStart = freeze.Start, FreezeEnd = freeze.Start.AddDays(lasted) },
            actor, now);
        Raise(new PassUnfrozen(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), lasted));
    }

    /// <summary>Customers freeze for days that they know, and for no more of them than was agreed.</summary>
    private void RequireAllowedTo(EventActor actor, DateOnly start, DateOnly? end)
    {
        if (actor.Kind != "customer")
        {
            return;
        }

        if (!Terms.CustomersMayFreeze)
        {
            throw Refused("FREEZE_NOT_ALLOWED", "can be frozen by the business only.");
        }

        if (end is not { } day)
        {
            throw DomainException.InvalidArgument("end_date", "REQUIRED", "is required.");
        }

        if (day.DayNumber - start.DayNumber > CustomerFreezeDaysLeft)
        {
            throw Refused("FREEZE_TOO_LONG", $"can be frozen for {CustomerFreezeDaysLeft} more days.");
        }
    }

    private void RequireFreezeDays(DateOnly start, DateOnly? end, DateOnly today)
    {
        var validator = new FieldValidator();
        validator.Require(start >= today, "start_date", "PAST", $"must be {today:yyyy-MM-dd} or later, where the client is.");
        validator.Require(start >= StartDate, "start_date", "PASS_NOT_STARTED", $"must be {StartDate:yyyy-MM-dd} or later: {Number} starts on that day.");
        validator.Require(start < EndDate, "start_date", "AFTER_END", $"must be before {EndDate:yyyy-MM-dd}: {Number} is over then.");
        validator.Require(!(end <= start), "end_date", "NOT_LATER", "must be later than start_date.");
        validator.Require(!(end > EndDate), "end_date", "AFTER_END", $"must not be later than {EndDate:yyyy-MM-dd}, when {Number} is over; freeze it without an end instead.");
        var latest = today.AddYears(LongestFreezeInYears);
        validator.DateRange("end_date", end > latest ? end : null, start, latest);
        validator.ThrowIfFailed();
    }
}
