using MimeKit;

namespace Testing;

/// <summary>A mail read back, as a mail program reads it.</summary>
public record Eml(MimeMessage Message)
{
    public string Subject => Message.Subject ?? "";

    /// <summary>With its angle brackets.</summary>
    public string MessageId => Message.Headers[HeaderId.MessageId] ?? "";

    public string Text => Message.TextBody ?? "";

    public string Html => Message.HtmlBody ?? "";

    /// <summary>Whom it is written to: one mailbox.</summary>
    public MailboxAddress To => Message.To.Mailboxes.Single();
}
