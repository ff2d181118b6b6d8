using Contracts.Common.V1;

namespace Screens.Formatting;

public static class CivilDates
{
    public static DateOnly ToDateOnly(this Date date) => new(date.Year, date.Month, date.Day);

    public static Date ToContract(this DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };
}
