using MimeKit;

namespace Notifications.Transport;

/// <summary>What may stand in a mail's address fields.</summary>
internal static class MailAddresses
{
    public const int MaximumLength = 254;

    /// <summary>One plain address: no name, no list, no comment, nothing that could end a header line.</summary>
    public static bool IsValid(string address) =>
        address.Length is > 0 and <= MaximumLength
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"' or '(' or ')')
        && MailboxAddress.TryParse(address, out var parsed)
        && parsed.Domain.Length > 0;
}
