using System.Text.RegularExpressions;

namespace Contracts.Conversions;

/// <summary>Codes that name tax rates: standard, reduced, it-22.</summary>
public static partial class TaxCodes
{
    public const int MaximumLength = 30;

    /// <summary>Without spaces around it, in small letters: so people may type it as they like.</summary>
    public static string Normalise(string code) => code.Trim().ToLowerInvariant();

    /// <param name="code">Normalised.</param>
    public static bool IsWellFormed(string code) => code.Length <= MaximumLength && Form().IsMatch(code);

    [GeneratedRegex("^[a-z0-9]+([_-][a-z0-9]+)*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
