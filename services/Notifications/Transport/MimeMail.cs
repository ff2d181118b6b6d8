using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>Makes the MIME message of a mail: UTF-8, plain text and HTML as alternatives.</summary>
internal static class MimeMail
{
    /// <exception cref="FormatException">The recipient is not an address.</exception>
    public static MailMessage From(OutgoingMail mail, MailOptions options)
    {
        if (!MailAddresses.IsValid(mail.To))
        {
            throw new FormatException("The recipient is not a mail address.");
        }

        var message = new MailMessage
        {
            From = new MailAddress(options.From, MailAddresses.CleanName(options.FromName), Encoding.UTF8),
            Subject = string.Concat(mail.Subject.Select(c => char.IsControl(c) ? ' ' : c)),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(mail.To, MailAddresses.CleanName(mail.ToName), Encoding.UTF8));
        message.Headers.Add("Message-ID", mail.MessageId);
        // Answering machines stay silent (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", mail.Language);
        message.AlternateViews.Add(View(mail.TextBody, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.HtmlBody, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string body, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(body, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
