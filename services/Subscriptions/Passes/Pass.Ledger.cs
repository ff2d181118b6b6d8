using Contracts.Events;

namespace Subscriptions.Passes;

/// <summary>Every change of what is left is a line of the ledger (domain.md C13).</summary>
public sealed partial class Pass
{
    private readonly List<PassEntry> _entries = [];

    /// <summary>Those made since it was loaded; all of them where they were loaded with it.</summary>
    public IReadOnlyList<PassEntry> Entries => _entries;

    private void Post(PassChange change, EventActor actor, DateTimeOffset now)
    {
        RemainingClasses += change.Classes;
        _entries.Add(PassEntry.Create(Id, ++EntryCount, RemainingClasses, change, actor, now));
        UpdatedAt = now;
    }

    /// <summary>The end is another one, and with it the day of the reminder.</summary>
    private void MoveEnd(DateOnly? end, DateOnly today)
    {
        EndDate = end;
        RemindDate = end?.AddDays(-ReminderDays) is { } day && day > today ? day : null;
    }

    private void Finish(PassState state, DateOnly day, DateTimeOffset now) => (State, FinishedOn, FinishedAt) = (state, day, now);

    private void Revive()
    {
        (State, FinishedOn, FinishedAt) = (PassState.Active, null, null);
        Grant?.Reopen();
    }
}
