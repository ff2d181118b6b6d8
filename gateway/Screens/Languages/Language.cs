using System.Globalization;

namespace Screens.Languages;

/// <summary>A language that the screens speak.</summary>
/// <param name="Code">ISO 639-1: the code in <c>lang</c> attributes, claims and contracts.</param>
/// <param name="NativeName">What its own speakers call it.</param>
/// <param name="RightToLeft">Whether its script runs from right to left.</param>
public sealed record Language(string Code, string NativeName, bool RightToLeft = false)
{
    public static readonly Language English = new("en", "English");
    public static readonly Language Vietnamese = new("vi", "Tiếng Việt");
    public static readonly Language Persian = new("fa", "فارسی", RightToLeft: true);
    public static readonly Language Italian = new("it", "Italiano");
    public static readonly Language Polish = new("pl", "Polski");

    public static IReadOnlyList<Language> All { get; } = [English, Vietnamese, Persian, Italian, Polish];

    public string Direction => RightToLeft ? "rtl" : "ltr";

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Code);

    /// <summary>The language of a tag such as <c>fa</c> or <c>fa-IR</c>; null when the screens do not speak it.</summary>
    public static Language? Find(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
        {
            return null;
        }

        var primary = tag.Split('-', '_')[0].Trim();
        return All.FirstOrDefault(language => language.Code.Equals(primary, StringComparison.OrdinalIgnoreCase));
    }
}
