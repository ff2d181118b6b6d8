using MailKit.Net.Smtp;
using MimeKit;
using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>Hands mails to a mail server over one connection, and over a new one where the server has ended it.</summary>
internal sealed class SmtpSession(MailOptions options, TimeProvider clock) : IMailConnection
{
    private SmtpConnection? _server;

    private TimeSpan Limit => TimeSpan.FromSeconds(options.Smtp.TimeoutSeconds);

    public async Task<DeliveryResult> Send(OutgoingMail mail, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Limit);
        try
        {
            using var message = mail.ToMime(options, clock.GetUtcNow());
            return DeliveryResult.Delivered(await Send(message, timeout.Token));
        }
        catch (FormatException e)
        {
            return DeliveryResult.Refused(e.Message);
        }
        catch (SmtpCommandException e) when (IsPermanent(e.StatusCode))
        {
            return DeliveryResult.Refused(Describe(e), address: e.ErrorCode == SmtpErrorCode.RecipientNotAccepted);
        }
        catch (OperationCanceledException)
        {
            return DeliveryResult.Deferred($"The mail server did not finish within {options.Smtp.TimeoutSeconds} s.");
        }
        catch (Exception e)
        {
            return DeliveryResult.Deferred(Describe(e));
        }
    }

    /// <summary>Takes leave. The mails are out: that the server does not say goodbye is no error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is null)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(Limit);
        await _server.DisconnectAsync(quit: true, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
    }

    private async Task<string> Send(MimeMessage message, CancellationToken ct)
    {
        if (_server is { IsConnected: true } kept)
        {
            try
            {
                return await kept.Deliver(message, ct);
            }
            catch (Exception e) when (HasEnded(kept, e) && !kept.RecipientAccepted && e is not OperationCanceledException)
            {
                // The server takes so many mails over one connection, or waited too long for the next: that is nothing against this mail.
            }
        }

        _server?.Dispose();
        _server = null;
        var server = new SmtpConnection(options.Smtp);
        try
        {
            await server.Open(ct);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        _server = server;
        return await server.Deliver(message, ct);
    }

    private static bool HasEnded(SmtpConnection server, Exception e) =>
        !server.IsConnected || e is SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable };

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
