using MimeKit;

namespace Notifications.Transport;

/// <summary>How mail leaves the house; section <c>Mail</c>.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Folder (the embedded default) or Smtp.</summary>
    public string Transport { get; set; } = "Folder";

    /// <summary>Sender's address.</summary>
    public string From { get; set; } = "subscriptions@localhost";

    /// <summary>Sender's name, which also signs the mails.</summary>
    public string FromName { get; set; } = "Subscriptions";

    /// <summary>Where the Folder transport lays mails; {DataDirectory}/mail when empty.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Where delivery status notifications are laid as .eml files (RFC 3464); none are read when empty.</summary>
    public string ReportsFolder { get; set; } = "";

    /// <summary>Time between two looks into <see cref="ReportsFolder"/>, from a second to an hour.</summary>
    public TimeSpan ReportsInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// When another replica may try a mail again whose sender was not heard of since it was claimed: longer than any delivery takes, and
    /// than the clocks of two machines differ. A mail that cannot be begun in good time before is released.
    /// </summary>
    public TimeSpan DeliveryLease { get; set; } = TimeSpan.FromMinutes(2);

    public SmtpOptions Smtp { get; set; } = new();

    internal MailboxAddress Sender => MailboxAddress.Parse(From);

    /// <summary>Right-hand side of Message-IDs.</summary>
    internal string FromHost => Sender.Domain;
}

/// <summary>The mail server; section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 25;

    /// <summary>No authentication when empty.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>
    /// Require STARTTLS and a certificate that can be trusted. Without it mail is encrypted where the server offers that, under any
    /// certificate, and goes in clear text where it does not.
    /// </summary>
    public bool Tls { get; set; }

    /// <summary>TLS from the first byte, as on port 465, in place of STARTTLS.</summary>
    public bool ImplicitTls { get; set; }

    /// <summary>PEM file of the authorities to trust instead of the machine's, for a server with a certificate of one's own.</summary>
    public string CaPath { get; set; } = "";

    /// <summary>Longest time that one delivery may take, 1 to 60.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}
