using MimeKit;

namespace Notifications.Transport;

internal static class TransportSetup
{
    /// <summary>Reads <c>Mail:Transport</c>.</summary>
    public static void AddMailTransport(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section)
            .Validate(o => MailboxAddress.TryParse(o.From, out var sender) && MailAddresses.IsValid(sender.Address), "Mail:From is not a mail address.")
            .Validate(o => o.Smtp.TimeoutSeconds is >= 1 and <= 60, "Mail:Smtp:TimeoutSeconds must be 1 to 60.")
            .Validate(o => o.Smtp.CaPath.Length == 0 || File.Exists(o.Smtp.CaPath), "Mail:Smtp:CaPath is not a file.")
            .Validate(o => o.ReportsInterval >= TimeSpan.FromSeconds(1) && o.ReportsInterval <= TimeSpan.FromHours(1), "Mail:ReportsInterval must be 00:00:01 to 01:00:00.")
            .Validate(o => IsFolder(o.Transport) || IsSmtp(o.Transport), "Mail:Transport must be Folder or Smtp.")
            .ValidateOnStart();
        if (IsSmtp(builder.Configuration[$"{MailOptions.Section}:Transport"] ?? ""))
        {
            builder.Services.AddSingleton<IMailTransport, SmtpTransport>();
        }
        else
        {
            builder.Services.AddSingleton<IMailTransport, FolderTransport>();
        }
    }

    private static bool IsFolder(string transport) => string.Equals(transport, "Folder", StringComparison.OrdinalIgnoreCase);

    private static bool IsSmtp(string transport) => string.Equals(transport, "Smtp", StringComparison.OrdinalIgnoreCase);
}
