namespace Screens.Components;

/// <summary>How an address names the action that led to it: in lower-case words with hyphens.</summary>
internal static class CompletedActions
{
    /// <summary>Those that are told in a part of their page, which their address leads to.</summary>
    static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal)
    {
        ["note-posted"] = "chatter",
        ["credit-given"] = "account-credit",
        ["credit-taken-back"] = "account-credit",
        ["exemption-set"] = "tax-exemption",
        ["exemption-cleared"] = "tax-exemption",
        ["dunning-exempted"] = "dunning-exemption",
        ["dunning-exemption-cleared"] = "dunning-exemption",
    };

    public static string SectionOf(string action) => Sections.GetValueOrDefault(action, "");

    /// <summary>close-undone is CloseUndone among the words; empty for what names no action.</summary>
    public static string KeyOf(string action) => action.Length <= 40 && action.All(c => char.IsAsciiLetterLower(c) || c == '-')
        ? string.Concat(action.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))
        : "";
}
