using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>Hands mails to a mail server (Mail:Smtp).</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken ct)
    {
        var smtp = options.Value.Smtp;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(TimeSpan.FromSeconds(smtp.TimeoutSeconds));
        try
        {
            using var message = mail.ToMime(options.Value, clock.GetUtcNow());
            using var server = new SmtpConnection(smtp);
            await server.Open(timeout.Token);
            var answer = await server.SendAsync(message, timeout.Token);
            // The mail is out: that the server does not say goodbye is no error here.
            await server.DisconnectAsync(quit: true, timeout.Token);
            return HandOver.Taken(answer);
        }
        catch (FormatException e)
        {
            return HandOver.Refused(e.Message);
        }
        catch (SmtpCommandException e) when (IsPermanent(e.StatusCode))
        {
            return HandOver.Refused(Describe(e), address: e.ErrorCode == SmtpErrorCode.RecipientNotAccepted);
        }
        catch (OperationCanceledException)
        {
            return HandOver.TryAgain($"The mail server did not finish within {smtp.TimeoutSeconds} s.");
        }
        catch (Exception e)
        {
            return HandOver.TryAgain(Describe(e));
        }
    }

    /// <summary>
    /// 5xx: the server will not take this mail. But when it wants encryption or another password (530 to 538), it is our
    /// configuration that is wrong, and the mails wait until it is put right.
    /// </summary>
    private static bool IsPermanent(SmtpStatusCode status) => (int)status is >= 500 and < 600 and not (>= 530 and <= 538);

    private static string Describe(Exception e) => e switch
    {
        SmtpCommandException refusal => $"{(int)refusal.StatusCode} {refusal.Message}",
        { InnerException: { } inner } => $"{e.Message} {inner.Message}",
        _ => e.Message,
    };
}
