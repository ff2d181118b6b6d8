using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Screens.Formatting;
using Screens.Pages;

namespace Screens.Components.Fields;

/// <summary>When a close is to take effect, as it was chosen in a <see cref="CloseTimingField"/>.</summary>
/// <param name="Date">First day without service; set with <see cref="CloseWhen.Date"/> alone.</param>
public readonly record struct CloseTiming(CloseWhen When, Date? Date)
{
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, out CloseTiming timing)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var when = posted["when"] switch
        {
            "end_of_period" => CloseWhen.EndOfPeriod,
            "date" => CloseWhen.Date,
            _ => CloseWhen.Now,
        };
        timing = new CloseTiming(when, null);
        if (when != CloseWhen.Date)
        {
            return null;
        }

        if (!DateText.TryParse(posted["close_date"], out var date))
        {
            return ("close_date", "Field_NOT_A_DATE");
        }

        timing = new CloseTiming(when, Contracts.Common.V1.Date.From(date));
        return null;
    }
}
