using Contracts.Events;
using Subscriptions.Customers;
using Subscriptions.Time;

namespace Subscriptions.Passes;

public sealed partial class Pass
{
    /// <summary>Left when the buyer is told that it runs low.</summary>
    private const int LowClasses = 1;

    /// <summary>Why it cannot be used for a class on a day: the reason's code. Null when it can.</summary>
    /// <param name="classTypeId">Null where it is not known.</param>
    /// <param name="classes">That would be used: 1 or 0.</param>
    internal string? UseDenial(DateOnly day, Guid? classTypeId, int classes) => State switch
    {
        PassState.AwaitingPayment => "PASS_NOT_PAID",
        PassState.Withdrawn => "PASS_WITHDRAWN",
        _ when classTypeId is { } wanted && Terms.ClassTypeId is { } own && own != wanted => "WRONG_CLASS_TYPE",
        _ when day < (StartDate ?? Today(CreatedAt)) => "PASS_NOT_STARTED",
        // It was ended before its time: on its first day, or before its first visit, there is no day on which it could have been used.
        _ when State == PassState.Expired && Grant is { HasGrace: false } && (StartDate is null || day >= FinishedOn) => "PASS_EXPIRED",
        _ when Freeze?.Covers(day) == true => "PASS_FROZEN",
        // What has lapsed may still be used for a day on which it was valid: a list is entered later.
        _ when classes > 0 && RemainingClasses + LapsedClasses == 0 => "PASS_USED_UP",
        _ when day >= GraceEndDate => "PASS_EXPIRED",
        _ when Grant?.Order.RestrictedAt is { } since && day >= CivilTime.DateAt(since, Customer.Zone) => "PASS_RESTRICTED",
        _ => null,
    };

    /// <summary>How many classes a visit uses: 1, or 0 where the terms let a missed class be free.</summary>
    internal int ClassesOf(VisitFacts visit) => visit.State switch
    {
        VisitState.LateCancel => Terms.LateCancelCounts && visit.CancelledAt > visit.At.AddHours(-Terms.LateCancelHours) ? 1 : 0,
        VisitState.NoShow => Terms.NoShowCounts ? 1 : 0,
        _ => 1,
    };

    /// <summary>A client came to a class, or missed one.</summary>
    /// <param name="client">One of its holders.</param>
    internal Visit Use(Customer client, VisitFacts facts, EventActor actor, DateTimeOffset now)
    {
        var day = CivilTime.DateAt(facts.At, Customer.Zone);
        if (UseDenial(day, facts.ClassTypeId, ClassesOf(facts)) is { } reason)
        {
            throw RefusedUse(reason, day);
        }

        Advance(now);
        var visit = Visit.Create(this, client, facts, actor, now);
        if (StartDate is null && visit.Classes > 0)
        {
            Begin(day, now);
            StartVisitId = visit.Id;
        }

        if (State == PassState.Expired && visit.Classes > 0)
        {
            LapsedClasses -= visit.Classes;
            Post(new PassChange(PassEntryKind.Reverse, visit.Classes) { VisitId = visit.Id }, actor, now);
        }

        UsedClasses += visit.Classes;
        Post(new PassChange(PassEntryKind.Use, -visit.Classes) { VisitId = visit.Id }, actor, now);
        if (visit.State == VisitState.Attended && !(LastVisitAt > visit.At))
        {
            LastVisitAt = visit.At;
        }

        Raise(new PassUsed(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(),
            client.ForEvents(), visit.Id, visit.At, visit.ClassTypeName, visit.State.Code(), visit.Classes));
        NoteWhatIsLeft(visit.Classes, actor, now);
        Advance(now);
        return visit;
    }

    /// <summary>Takes back a visit: what it used is left again, or lapses where the pass is over.</summary>
    /// <param name="visit">With this pass.</param>
    /// <param name="lastVisitAt">Of the other visits that were attended; null without any.</param>
    internal void UndoVisit(Visit visit, DateTimeOffset? lastVisitAt, string reason, EventActor actor, DateTimeOffset now)
    {
        if (State == PassState.Withdrawn)
        {
            throw Refused("PASS_WITHDRAWN", "was withdrawn; what was used of it is settled.");
        }

        var classes = visit.Classes;
        visit.Undo(reason, actor, now);
        Advance(now);
        if (classes > 0)
        {
            UsedClasses -= classes;
            Post(new PassChange(PassEntryKind.Reverse, classes, reason) { VisitId = visit.Id }, actor, now);
            if (State == PassState.Expired)
            {
                LapsedClasses += classes;
                Post(new PassChange(PassEntryKind.Expire, -classes), actor, now);
            }
            else if (State == PassState.UsedUp)
            {
                Revive();
            }
        }

        LastVisitAt = lastVisitAt;
        ForgetStartOf(visit);
        Raise(new PassVisitUndone(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(),
            visit.Customer.ForEvents(), visit.Id, visit.At, classes, reason));
        Advance(now);
    }

    /// <summary>A pass that had begun with this very visit has not begun, as long as nothing else hangs on its dates.</summary>
    private void ForgetStartOf(Visit visit)
    {
        if (StartVisitId == visit.Id && UsedClasses == 0 && State == PassState.Active && Freeze is null && EndDate == Terms.Validity.EndFrom(StartDate!.Value))
        {
            (StartDate, EndDate, RemindDate, StartVisitId) = (null, null, null, null);
        }
    }

    private void NoteWhatIsLeft(int used, EventActor actor, DateTimeOffset now)
    {
        if (State is not (PassState.Active or PassState.Frozen) || used == 0)
        {
            return;
        }

        if (RemainingClasses == 0)
        {
            Finish(PassState.UsedUp, Today(now), now);
            RemindDate = null;
            Raise(new PassUsedUp(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents()));
        }
        else if (RemainingClasses == LowClasses)
        {
            Raise(new PassRunningLow(Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents()));
        }
    }

    /// <summary>The refusal that says why it cannot be used on a day.</summary>
    internal ServiceDefaults.Errors.DomainException RefusedUse(string reason, DateOnly day) => Refused(reason, reason switch
    {
        "PASS_NOT_PAID" => "is not paid yet; it can be used once it is.",
        "PASS_WITHDRAWN" => "was withdrawn.",
        "WRONG_CLASS_TYPE" => "is for another class type.",
        "PASS_NOT_STARTED" => $"can be used from {StartDate ?? Today(CreatedAt):yyyy-MM-dd} on; the class is on {day:yyyy-MM-dd}.",
        "PASS_FROZEN" => Freeze!.End is { } end ? $"is frozen until {end.AddDays(-1):yyyy-MM-dd}." : "is frozen; unfreeze it first.",
        "PASS_USED_UP" => "has no class left.",
        "PASS_RESTRICTED" => $"cannot be used while {Grant!.SubscriptionNumber} is restricted: an invoice of that is not paid.",
        _ => $"could be used until {(GraceEndDate ?? FinishedOn)?.AddDays(-1):yyyy-MM-dd}; the class is on {day:yyyy-MM-dd}.",
    });
}

internal static class VisitStates
{
    /// <summary>As events write it: late_cancel.</summary>
    public static string Code(this VisitState state) => state switch
    {
        VisitState.Attended => "attended",
        VisitState.LateCancel => "late_cancel",
        VisitState.NoShow => "no_show",
        _ => "undone",
    };
}
