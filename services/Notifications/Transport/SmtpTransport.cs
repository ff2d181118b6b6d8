using Microsoft.Extensions.Options;

namespace Notifications.Transport;

/// <summary>Hands mails to a mail server (Mail:Smtp).</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    public IMailConnection Connect() => new SmtpSession(options.Value, clock);
}
