using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Screens.Pages;

/// <summary>
/// A document inside a page, such as a mail in its frame, is held to the page's Content-Security-Policy. Its style sheets are
/// let through one by one, by their hashes, so that no page has to allow inline styles.
/// </summary>
public static partial class InnerStyles
{
    const string Key = "inner-styles";

    public static void Allow(HttpContext context, string html)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[Key] = string.Join(' ', StyleSheet().Matches(html.ReplaceLineEndings("\n"))
            .Select(sheet => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet.Groups[1].Value)))}'"));
    }

    /// <summary>The policy of a response, with the style sheets that its page allowed.</summary>
    public static string AddTo(string policy, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[Key] is string { Length: > 0 } hashes
            ? policy.Replace("style-src ", $"style-src {hashes} ", StringComparison.Ordinal)
            : policy;
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheet();
}
