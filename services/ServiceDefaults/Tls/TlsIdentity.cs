using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Tls;

/// <summary>The certificate of this process and whom it trusts. A renewed file is taken up by new connections within seconds.</summary>
public sealed class TlsIdentity(IOptions<TlsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private State? _state;

    private TlsOptions Options => options.Value;

    /// <summary>For outgoing connections.</summary>
    public void Apply(SslClientAuthenticationOptions ssl)
    {
        if (Options.CertificatePath is { Length: > 0 })
        {
            ssl.LocalCertificateSelectionCallback = (_, _, _, _, _) => Current().Own;
        }

        if (Options.CaPath is { Length: > 0 })
        {
            ssl.CertificateChainPolicy = Trust();
        }
    }

    /// <summary>For the endpoints whose address begins with https.</summary>
    /// <param name="mayRequireCertificate">False where people's browsers call.</param>
    public void Apply(HttpsConnectionAdapterOptions https, bool mayRequireCertificate)
    {
        if (Options.CertificatePath is not { Length: > 0 })
        {
            return;
        }

        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ServerCertificateSelector = (_, _) => Current().Own;
        if (mayRequireCertificate && Options.RequireClientCertificate)
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.OnAuthenticate = (_, ssl) => ssl.CertificateChainPolicy = Trust();
        }
    }

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Current().Authorities);
        return policy;
    }

    private State Current()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_state is null || clock.GetElapsedTime(_state.LookedAt, now) > LookAgain)
            {
                var written = Files().Max(File.GetLastWriteTimeUtc);
                _state = _state?.Written == written ? _state with { LookedAt = now } : Load(written, now);
            }

            return _state;
        }
    }

    private IEnumerable<string> Files() => new[] { Options.CertificatePath, Options.KeyPath, Options.CaPath }.Where(path => !string.IsNullOrEmpty(path))!;

    private State Load(DateTime written, long now)
    {
        var authorities = new X509Certificate2Collection();
        if (Options.CaPath is { Length: > 0 } ca)
        {
            authorities.ImportFromPemFile(ca);
        }

        var own = Options.CertificatePath is { Length: > 0 } certificate ? X509Certificate2.CreateFromPemFile(certificate, Options.KeyPath) : null;
        return new State(own, authorities, written, now);
    }

    private sealed record State(X509Certificate2? OwnOrNone, X509Certificate2Collection Authorities, DateTime Written, long LookedAt)
    {
        public X509Certificate2 Own => OwnOrNone!;
    }
}
