using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>"every month", "every 3 months", "every month (Persian calendar)".</summary>
public static class IntervalText
{
    public static string Format(BillingInterval interval, Words words)
    {
        var form = Form(interval.Count);
        var each = words.Format($"Every_{interval.Unit}_{form}", NumberText.Format(interval.Count, words.Language));
        return interval.Calendar == BillingCalendar.Persian ? words.Format("InPersianCalendar", each) : each;
    }

    // Polish alone of the five tells 2-4 from 5 and more; the others have the same words under both.
    static string Form(int count) =>
        count == 1 ? "One"
        : count % 10 is >= 2 and <= 4 && count % 100 is not (>= 12 and <= 14) ? "Few"
        : "Many";
}
