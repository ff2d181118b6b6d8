namespace ServiceDefaults.Tls;

/// <summary>TLS between processes; section <c>Tls</c>. Nothing is set by default: plain HTTP inside one machine or a mesh.</summary>
public sealed class TlsOptions
{
    /// <summary>The process's own certificate with its chain, PEM: shown to those who call it and to those whom it calls.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Its key, PEM, not encrypted; readable by the process alone.</summary>
    public string? KeyPath { get; set; }

    /// <summary>Who must have signed the other side's certificate, PEM; without it the machine's own list of authorities.</summary>
    public string? CaPath { get; set; }

    /// <summary>Mutual TLS: a service refuses callers without a certificate of that authority.</summary>
    public bool RequireClientCertificate { get; set; }
}
