namespace Standalone.Demo;

/// <summary>The days on which something happens in the demo business's past: two in each of the last twelve months and in the running one.</summary>
internal sealed class DemoCalendar
{
    /// <summary>Months before the running one.</summary>
    public const int Months = 12;

    // Every order begins on one of them, so that each of its periods does.
    public const int Early = 3;
    public const int Late = 17;

    private readonly DateOnly _first;
    private readonly List<DateOnly> _days = [];

    private DemoCalendar(DateOnly today)
    {
        _first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        for (var month = _first; month <= today; month = month.AddMonths(1))
        {
            _days.AddRange(new[] { Early, Late }.Select(day => month.AddDays(day - 1)).Where(day => day < today));
        }
    }

    public int Count => _days.Count;

    public static DemoCalendar Of(DateOnly today) => new(today);

    /// <summary>Months between the first day and that one.</summary>
    public (int Month, int Day) Place(int index) => (((_days[index].Year - _first.Year) * 12) + _days[index].Month - _first.Month, _days[index].Day);

    /// <summary>A time at which it is the same day wherever the demo's customers are; once the past is over, its last one.</summary>
    public DateTimeOffset At(int index) => new(_days[Math.Min(index, Count - 1)].ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero);
}
