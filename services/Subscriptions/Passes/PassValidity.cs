namespace Subscriptions.Passes;

/// <summary>How long a pass is valid, or how far its end moves.</summary>
/// <param name="Count">0 where it has no end.</param>
public readonly record struct PassValidity(PassValidityUnit Unit, int Count)
{
    /// <summary>First day on which it is over; null where it has no end.</summary>
    public DateOnly? EndFrom(DateOnly start) => Unit switch
    {
        PassValidityUnit.Day => start.AddDays(Count),
        PassValidityUnit.Week => start.AddDays(Count * 7),
        PassValidityUnit.Month => start.AddMonths(Count),
        _ => null,
    };

    /// <summary>
    /// So much later than an end. Where that end is a number of months after the start, so is the new one: a pass from the 31st comes back to the 31st after a
    /// short month (domain.md C3).
    /// </summary>
    /// <param name="start">Null where the months are counted from the end itself.</param>
    public DateOnly After(DateOnly end, DateOnly? start)
    {
        if (Unit == PassValidityUnit.Month && start is { } first)
        {
            var months = ((end.Year - first.Year) * 12) + end.Month - first.Month;
            if (first.AddMonths(months) == end)
            {
                return first.AddMonths(months + Count);
            }
        }

        return EndFrom(end) ?? end;
    }
}
