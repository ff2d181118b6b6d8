using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>"every month", "every 3 months".</summary>
public static class IntervalText
{
    public static string Format(BillingInterval interval, Words words) => words.Counted($"Every_{interval.Unit}", interval.Count);
}
