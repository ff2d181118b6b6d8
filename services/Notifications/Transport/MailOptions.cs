using System.Net.Mail;

namespace Notifications.Transport;

/// <summary>How mail leaves the house; section <c>Mail</c>.</summary>
public sealed class MailOptions
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

    /// <summary>
    /// When another replica may try a mail again whose sender was not heard of since it began: longer than any hand-over takes, and
    /// than the clocks of two machines differ.
    /// </summary>
    public TimeSpan HandOverLimit { get; set; } = TimeSpan.FromMinutes(2);

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Right-hand side of Message-IDs.</summary>
    internal string FromHost => new MailAddress(From).Host;
}

/// <summary>The mail server; section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 25;

    /// <summary>No authentication when empty.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Require STARTTLS.</summary>
    public bool Tls { get; set; }

    /// <summary>Longest time that one hand-over may take, 1 to 60.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}
