using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Testing.Smtp;

/// <summary>What a mail server asks of its clients, and offers them.</summary>
public sealed class MailServerSettings
{
    /// <summary>STARTTLS is offered with it; no encryption without.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>TLS from the first byte, in place of STARTTLS.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Who must sign in; nobody when null.</summary>
    public NetworkCredential? Credentials { get; init; }
}
