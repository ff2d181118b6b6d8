namespace Plans.Plans;

/// <summary>The calendar that counts a billing period's months and years.</summary>
public enum PeriodCalendar
{
    Gregorian,
    Persian,
}
