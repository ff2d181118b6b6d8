using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Notifications.Transport;

/// <summary>A connection to the mail server, encrypted and trusted as the settings say.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly SmtpOptions _options;

    [SuppressMessage("Security", "CA5359", Justification = "Where clear text is allowed, encryption under any certificate is better than none (RFC 7435).")]
    public SmtpConnection(SmtpOptions options)
    {
        _options = options;
        // The authority's revocation list may be out of reach of a service that may call the mail server only.
        CheckCertificateRevocation = false;
        if (Security == SecureSocketOptions.StartTlsWhenAvailable)
        {
            ServerCertificateValidationCallback = (_, _, _, _) => true;
        }
    }

    private SecureSocketOptions Security => _options switch
    {
        { ImplicitTls: true } => SecureSocketOptions.SslOnConnect,
        { Tls: true } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    /// <summary>The server has accepted the recipient of the mail that was sent last: from here on it may have taken the mail.</summary>
    public bool RecipientAccepted { get; private set; }

    public Task<string> Deliver(MimeMessage message, CancellationToken ct)
    {
        RecipientAccepted = false;
        return SendAsync(message, ct);
    }

    /// <summary>Connects, and signs in where a user is set.</summary>
    public async Task Open(CancellationToken ct)
    {
        await ConnectAsync(_options.Host, _options.Port, Security, ct);
        if (_options.User.Length > 0)
        {
            await AuthenticateAsync(_options.User, _options.Password, ct);
        }
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        RecipientAccepted = true;
        base.OnRecipientAccepted(message, mailbox, response);
    }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        var ssl = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        if (_options.CaPath.Length > 0)
        {
            ssl.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
            };
            ssl.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(_options.CaPath);
        }

        return ssl;
    }
}
