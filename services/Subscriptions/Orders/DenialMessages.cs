using System.Collections;
using System.Globalization;
using System.Resources;
using Contracts.Conversions;

namespace Subscriptions.Orders;

/// <summary>What each decision of <see cref="ActionPolicy"/> says to people: why not, and what would enable it. The words stand in DenialMessages.resx and its translations.</summary>
internal static class DenialMessages
{
    private static readonly ResourceManager Resources = new(typeof(DenialMessages));

    public static IEnumerable<string> Reasons =>
        Resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key);

    /// <param name="language">en, vi, fa, it or pl; English for any other.</param>
    public static string Explain(string reason, string language) =>
        Resources.GetString(reason, CultureInfo.GetCultureInfo(Languages.OrDefault(language)))
        ?? throw new ArgumentOutOfRangeException(nameof(reason), reason, "has no words.");
}
