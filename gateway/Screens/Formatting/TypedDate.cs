using Screens.Languages;

namespace Screens.Formatting;

/// <summary>
/// A date as a date field sends it: whole (2026-11-21), or, where it is entered by the Jalali calendar, in three parts. Text with slashes
/// (1405/8/30) stands for the three parts, so that what cannot be read is shown again as it was typed.
/// </summary>
public static class TypedDate
{
    public const string Day = "day";
    public const string Month = "month";
    public const string Year = "year";

    /// <summary>Name of a part of a date field.</summary>
    /// <param name="field">Name of the whole field.</param>
    /// <param name="part"><see cref="Day"/>, <see cref="Month"/> or <see cref="Year"/>.</param>
    public static string Part(string field, string part) => $"{field}.{part}";

    /// <summary>What was entered in a date field; empty when nothing was.</summary>
    /// <param name="read">The value of a form or an address by its name; null or empty when there is none.</param>
    public static string Read(string field, Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (read(field)?.Trim() is { Length: > 0 } whole)
        {
            return whole;
        }

        string[] parts = [.. new[] { Year, Month, Day }.Select(part => read(Part(field, part))?.Trim() ?? "")];
        return parts.All(part => part.Length == 0) ? "" : string.Join('/', parts);
    }

    /// <summary>What the three parts of a Jalali date field show: of a day before that calendar, the parts that were typed.</summary>
    /// <returns>The month is a number in the digits of computers, the others are in those of the language.</returns>
    public static (string Year, string Month, string Day) Parts(string? text, Language language)
    {
        var shown = DateText.TryParse(text, out var date) ? DateText.ForInput(date, Language.Persian) : text ?? "";
        var parts = NumberText.Latin(shown).Split('/', '-');
        return parts.Length != 3
            ? (shown, "", "")
            : (NumberText.Digits(parts[0], language), parts[1].TrimStart('0'), NumberText.Digits(parts[2].TrimStart('0'), language));
    }
}
