using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>How long a pass is valid: "30 days", "1 month", "No end".</summary>
internal static class ValidityText
{
    public static string Format(PassValidity? validity, Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return validity?.Unit switch
        {
            PassValidityUnit.Day => words.Counted("DaysCount", validity.Count),
            PassValidityUnit.Week => words.Counted("WeeksCount", validity.Count),
            PassValidityUnit.Month => words.Counted("MonthsCount", validity.Count),
            _ => words["Validity_None"],
        };
    }
}
