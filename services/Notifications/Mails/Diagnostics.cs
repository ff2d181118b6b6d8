using System.Text.RegularExpressions;
using Notifications.Rendering;
using ServiceDefaults.Data;

namespace Notifications.Mails;

/// <summary>What mail servers say, made fit to be kept and shown: a server may quote the mail, and with it a sign-in link.</summary>
internal static partial class Diagnostics
{
    /// <summary>Most characters that are kept.</summary>
    public const int MaximumLength = 200;

    /// <summary>One line without addresses of pages. Of a mail that holds a secret only the status codes are kept.</summary>
    /// <param name="template">The mail's.</param>
    public static string Clean(string text, string template)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return MailKinds.HoldsSecret(template) ? Codes().Match(line).Value : WithoutAddresses(line, MaximumLength);
    }

    /// <summary>The same of a try that failed: what does not begin with a status code is our own, such as that no connection could be made.</summary>
    public static string CleanError(string error, string template, int maximum) =>
        MailKinds.HoldsSecret(template) && Codes().Match(error) is { Success: true } codes ? codes.Value : WithoutAddresses(error, maximum);

    private static string WithoutAddresses(string line, int maximum) => StorableText.Of(WebAddress().Replace(line, "[...]"), maximum);

    [GeneratedRegex(@"\S*(://|www\.)\S*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    /// <summary>550, 550 5.1.1, 5.1.1 at the beginning.</summary>
    [GeneratedRegex(@"^([245]\d\d(?!\d)([ -][245]\.\d{1,3}\.\d{1,3}(?!\d))?|[245]\.\d{1,3}\.\d{1,3}(?!\d))", RegexOptions.CultureInvariant)]
    private static partial Regex Codes();
}
