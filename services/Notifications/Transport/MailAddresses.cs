using MimeKit;
using ServiceDefaults.Errors;

namespace Notifications.Transport;

/// <summary>What may stand in a mail's address fields.</summary>
internal static class MailAddresses
{
    public static bool IsValid(string address) =>
        MailAddressText.IsPlain(address) && MailboxAddress.TryParse(address, out var parsed) && parsed.Domain.Length > 0;
}
