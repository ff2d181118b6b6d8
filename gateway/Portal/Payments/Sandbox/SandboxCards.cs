using System.Globalization;
using Screens.Formatting;

namespace Portal.Payments.Sandbox;

/// <summary>
/// The sandbox's own part of the portal: it exchanges a test card for a token, as the script of a real provider does in the browser.
/// No card's number goes further than this; docs/sandbox-cards.md says what each card does.
/// </summary>
static class SandboxCards
{
    public const string Provider = "sandbox";

    static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "4242424242424242",
        "5555555555554444",
        "4000000000000069",
        "4000000000000127",
        "4000000000009995",
        "4000000000006975",
        "4000000000000002",
        "4000000000009987",
        "4000000000009979",
        "4000000000008811",
        "4000000000008822",
        "4000000000008833",
        "4000000000003184",
        "4000000000003178",
        "4000000000001109",
        "4000000000001208",
        "4000000000001307",
        "4000000000005126",
        "4000000000007726",
        "4000000000007734",
        "4000000000007742",
    };

    /// <param name="number">Digits, with blanks or hyphens between them.</param>
    /// <param name="expiry">Month and year: 12/30 or 12/2030.</param>
    /// <returns>What is wrong; null when all is well.</returns>
    public static SandboxRefusal? Exchange(string number, string expiry, out string token)
    {
        token = "";
        var digits = NumberText.Latin(number).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (!Numbers.Contains(digits))
        {
            return SandboxRefusal.UnknownNumber;
        }

        if (!DateOnly.TryParseExact(NumberText.Latin(expiry).Replace(" ", "", StringComparison.Ordinal), ["MM/yy", "M/yy", "MM/yyyy", "M/yyyy"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var end) || end.Year is < 2000 or > 2099)
        {
            return SandboxRefusal.BadExpiry;
        }

        // Some cards answer by how often they were charged: each that is entered is counted for itself.
        token = string.Create(CultureInfo.InvariantCulture, $"sandbox_{digits[^4..]}_{end:MMyyyy}_{Guid.NewGuid():N}");
        return null;
    }
}

/// <summary>Why the sandbox gives no token.</summary>
enum SandboxRefusal
{
    /// <summary>None of its test cards; what was typed may be a real one, so it is not even looked at.</summary>
    UnknownNumber,

    BadExpiry,
}
