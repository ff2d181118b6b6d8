using Screens.Languages;

namespace Screens.Formatting;

/// <summary>What pages say of a pass.</summary>
public static class PassText
{
    /// <summary>"5 of 8 classes left".</summary>
    public static string Left(int remaining, int total, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return locale.Format("Pass_LeftOf", locale.Format($"Arithmetic_Classes_{PluralForm.Of(total)}", locale.Number(remaining), locale.Number(total)));
    }
}
