using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>"every month", "every 3 months", "every month (Persian calendar)".</summary>
internal static class IntervalText
{
    public static string Format(BillingInterval interval, Words words)
    {
        var each = words.Counted($"Every_{interval.Unit}", interval.Count);
        return interval.Calendar == BillingCalendar.Persian ? words.Format("InPersianCalendar", each) : each;
    }
}
