namespace Contracts.Conversions;

/// <summary>The languages of screens, mails and names.</summary>
public static class Languages
{
    /// <summary>What a text falls back to.</summary>
    public const string Default = "en";

    public static readonly IReadOnlyList<string> All = [Default, "vi", "fa", "it", "pl"];

    public static bool IsKnown(string language) => All.Contains(language);

    /// <summary>The language itself, or the default for one that is not known.</summary>
    public static string OrDefault(string language) => IsKnown(language) ? language : Default;

    /// <summary>The text in a language, or in English where it has none.</summary>
    public static string In(this IReadOnlyDictionary<string, string> texts, string language) =>
        texts.TryGetValue(language, out var text) && text.Length > 0 ? text : texts.GetValueOrDefault(Default, "");
}
