using System.Net.Mail;

namespace Notifications.Transport;

/// <summary>What may stand in a mail's address fields.</summary>
internal static class MailAddresses
{
    public const int MaximumLength = 254;

    /// <summary>One plain address: no name, no list, nothing that could end a header line.</summary>
    public static bool IsValid(string address) =>
        address.Length is > 0 and <= MaximumLength
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"')
        && MailAddress.TryCreate(address, out var parsed)
        && parsed.Address == address;

    /// <summary>A name as it may stand before an address: control characters and the header's own marks give way.</summary>
    public static string CleanName(string name) =>
        string.Concat(name.Select(c => char.IsControl(c) || c is '"' or '\\' or '<' or '>' or '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
