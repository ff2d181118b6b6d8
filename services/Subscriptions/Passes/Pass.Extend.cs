using Contracts.Events;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

public sealed partial class Pass
{
    /// <summary>Moves the end, adds classes, or both. One that is over is active again, with what had lapsed; what was used stays used (domain.md C13).</summary>
    public void Extend(PassExtension extension, EventActor actor, DateTimeOffset now)
    {
        Advance(now);
        RequireExtendable(extension);
        var today = Today(now);
        var (oldState, oldEnd) = (State, EndDate);
        var end = NewEnd(extension, today);
        var restored = State == PassState.Expired ? LapsedClasses : 0;
        if (State is PassState.UsedUp or PassState.Expired && extension.BonusClasses + restored == 0)
        {
            throw Refused("NOTHING_LEFT", "has no class left: add some.");
        }

        if (oldState is PassState.Expired or PassState.UsedUp && today >= end?.AddDays(Terms.GraceDays))
        {
            throw Refused("PASS_EXPIRED", $"is over since {GraceEndDate:yyyy-MM-dd}: extend its validity, too.");
        }

        if (end != EndDate)
        {
            MoveEnd(end, today);
        }

        LapsedClasses -= restored;
        TotalClasses += extension.BonusClasses;
        if (oldState is PassState.Expired or PassState.UsedUp)
        {
            Revive();
        }

        if (end != oldEnd || restored > 0)
        {
            Post(new PassChange(PassEntryKind.Extend, restored, extension.Reason) { OldEnd = oldEnd, NewEnd = end }, actor, now);
        }

        if (extension.BonusClasses > 0)
        {
            Post(new PassChange(PassEntryKind.Bonus, extension.BonusClasses, extension.Reason), actor, now);
        }

        Raise(new PassExtended(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(),
            oldState.Code(), oldEnd, extension.BonusClasses, restored, extension.Reason, extension.WinBackId, extension.SendMail));
        Advance(now);
    }

    /// <summary>Extends it as a win-back does: only what has expired.</summary>
    internal void WinBack(WinBack winBack, DateTimeOffset now)
    {
        Advance(now);
        if (State != PassState.Expired)
        {
            throw Refused(
                State switch { PassState.UsedUp => "PASS_USED_UP", PassState.Withdrawn => "PASS_WITHDRAWN", _ => "PASS_NOT_EXPIRED" },
                $"is {State.Code()}; only expired passes are won back.");
        }

        Extend(winBack.ForEach(), winBack.Actor, now);
    }

    private void RequireExtendable(PassExtension extension)
    {
        if (State is PassState.AwaitingPayment or PassState.Withdrawn)
        {
            throw Refused(State == PassState.Withdrawn ? "PASS_WITHDRAWN" : "PASS_NOT_PAID", $"is {State.Code()}; it cannot be extended.");
        }

        if (!extension.MovesEnd)
        {
            return;
        }

        if (Terms.ValidityUnit == PassValidityUnit.None)
        {
            throw DomainException.InvalidArgument(extension.Field, "NO_END", $"is not expected: {Number} has no end that could be moved.");
        }

        if (StartDate is null)
        {
            throw Refused("PASS_NOT_STARTED", "starts with its first visit, and has not: only classes can be added.");
        }

        if (Freeze is { End: null })
        {
            throw Refused("PASS_FROZEN", "is frozen without an end; unfreeze it first.");
        }
    }

    private DateOnly? NewEnd(PassExtension extension, DateOnly today)
    {
        if (extension.LastDay is { } lastDay)
        {
            var validator = new FieldValidator();
            validator.Require(lastDay >= EndDate, extension.Field, "NOT_LATER", $"must be later than the present last day, {EndDate?.AddDays(-1):yyyy-MM-dd}.");
            validator.Require(lastDay >= today, extension.Field, "PAST", $"must be {today:yyyy-MM-dd} or later, where the client is.");
            validator.ThrowIfFailed();
            return lastDay.AddDays(1);
        }

        if (extension.Validity is not { } validity)
        {
            return EndDate;
        }

        // What is over already goes on today: days that have passed are of no use.
        var end = today >= EndDate ? validity.After(today, null) : validity.After(EndDate!.Value, StartDate);
        var range = new FieldValidator();
        range.DateRange(extension.Field, end.AddDays(-1), today, WireValidation.LastDay);
        range.ThrowIfFailed();
        return end;
    }
}

/// <summary>How a pass is extended.</summary>
/// <param name="Validity">How far the end moves; null where it does not, or to a given day.</param>
/// <param name="LastDay">The new last day; null where it does not move, or by a validity.</param>
/// <param name="BonusClasses">To add; 0 or more.</param>
/// <param name="WinBackId">That it is part of; null otherwise.</param>
/// <param name="SendMail">The buyer is to be told by mail.</param>
public sealed record PassExtension(
    PassValidity? Validity, DateOnly? LastDay, int BonusClasses, string Reason, Guid? WinBackId = null, bool SendMail = false)
{
    public bool MovesEnd => Validity is not null || LastDay is not null;

    /// <summary>Of the request, which moves the end.</summary>
    internal string Field => LastDay is not null ? "last_day" : WinBackId is not null ? "extension" : "validity";
}
