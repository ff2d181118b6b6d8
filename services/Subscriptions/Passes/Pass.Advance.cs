using Contracts.Events;
using ServiceDefaults.Access;
using Subscriptions.Time;

namespace Subscriptions.Passes;

/// <summary>What time alone does to a pass.</summary>
public sealed partial class Pass
{
    /// <summary>Days before the end on which the buyer is reminded of it.</summary>
    private const int ReminderDays = 7;

    /// <summary>Does what has come due, in the order of its days, whether the due work has run or not; every change of a pass begins and ends with it.</summary>
    internal void Advance(DateTimeOffset now)
    {
        var today = Today(now);
        if (State == PassState.Active && today >= Freeze?.Start)
        {
            State = PassState.Frozen;
            UpdatedAt = now;
        }

        if (State == PassState.Frozen && today >= Freeze!.End)
        {
            Thaw(Freeze.KnownDays, Caller.System, now);
        }

        Remind(today, now);
        if (State == PassState.Active && today >= GraceEndDate)
        {
            Expire(now);
        }

        Schedule();
    }

    private void Remind(DateOnly today, DateTimeOffset now)
    {
        if (State != PassState.Active || !(today >= RemindDate))
        {
            return;
        }

        RemindDate = null;
        UpdatedAt = now;
        if (today < EndDate)
        {
            Raise(new PassExpiring(
                Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), EndDate!.Value.AddDays(-1)));
        }
    }

    private void Expire(DateTimeOffset now)
    {
        var lapsed = RemainingClasses;
        LapsedClasses = lapsed;
        Finish(PassState.Expired, GraceEndDate!.Value, now);
        RemindDate = null;
        Post(new PassChange(PassEntryKind.Expire, -lapsed), Caller.System, now);
        Raise(new PassExpired(Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), lapsed));
    }

    private void Schedule()
    {
        var next = State switch
        {
            PassState.Active => Earliest(Freeze?.Start, RemindDate, GraceEndDate),
            // When it is over is not known before the freeze is.
            PassState.Frozen => Freeze!.End,
            _ => null,
        };
        (StartSort, EndSort) = (StartDate ?? NoDate, EndDate ?? NoDate);
        NextStepAt = next is { } day ? CivilTime.StartOfDay(day, Customer.Zone) : null;
    }

    private static DateOnly? Earliest(params ReadOnlySpan<DateOnly?> days)
    {
        DateOnly? earliest = null;
        foreach (var day in days)
        {
            earliest = day < earliest || earliest is null ? day : earliest;
        }

        return earliest;
    }
}
