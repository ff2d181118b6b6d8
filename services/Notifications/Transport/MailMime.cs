using MimeKit;
using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>Makes the MIME message of a mail: UTF-8, plain text and HTML as alternatives.</summary>
internal static class MailMime
{
    /// <param name="now">When it is handed over, its Date.</param>
    /// <exception cref="FormatException">The recipient is not an address.</exception>
    public static MimeMessage ToMime(this OutgoingMail mail, MailOptions options, DateTimeOffset now)
    {
        if (!MailAddresses.IsValid(mail.To))
        {
            throw new FormatException("The recipient is not a mail address.");
        }

        var message = new MimeMessage { Date = now, Subject = WithoutControls(mail.Subject), MessageId = mail.MessageId };
        message.From.Add(new MailboxAddress(WithoutControls(options.FromName), options.Sender.Address));
        message.To.Add(new MailboxAddress(WithoutControls(mail.ToName), mail.To));
        // Answering machines stay silent (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new MultipartAlternative { Part("plain", mail.TextBody), Part("html", mail.HtmlBody) };
        message.Body.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        return message;
    }

    /// <summary>Base64 passes every server unchanged, whatever the language.</summary>
    private static TextPart Part(string subtype, string body) => new(subtype) { Text = body, ContentTransferEncoding = ContentEncoding.Base64 };

    /// <summary>A subject and a name are one line of text each, and no more.</summary>
    private static string WithoutControls(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
