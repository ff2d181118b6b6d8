using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Tls;

internal static class TlsSetup
{
    /// <summary>May be repeated.</summary>
    internal static void AddTls(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(TlsIdentity)))
        {
            services.AddOptions<TlsOptions>().BindConfiguration("Tls").ValidateOnStart();
            services.AddSingleton<IValidateOptions<TlsOptions>, Validation>();
            services.AddSingleton<TlsIdentity>();
        }
    }

    /// <summary>Endpoints whose configured address begins with https show the certificate of section Tls.</summary>
    internal static void UseTlsForEndpoints(this IServiceCollection services) =>
        services.AddOptions<KestrelServerOptions>().Configure<TlsIdentity>((kestrel, tls) =>
            kestrel.ConfigureHttpsDefaults(https => tls.Apply(https, mayRequireCertificate: true)));

    private sealed class Validation : IValidateOptions<TlsOptions>
    {
        public ValidateOptionsResult Validate(string? name, TlsOptions options)
        {
            var errors = new List<string>();
            if (string.IsNullOrEmpty(options.CertificatePath) != string.IsNullOrEmpty(options.KeyPath))
            {
                errors.Add("Tls:CertificatePath and Tls:KeyPath must be set together.");
            }

            if (options.RequireClientCertificate && (string.IsNullOrEmpty(options.CaPath) || string.IsNullOrEmpty(options.CertificatePath)))
            {
                errors.Add("Tls:RequireClientCertificate needs Tls:CertificatePath, Tls:KeyPath and Tls:CaPath.");
            }

            if (options is { CertificatePath.Length: > 0, KeyPath.Length: > 0 })
            {
                Try(errors, "Tls:CertificatePath and Tls:KeyPath", () => X509Certificate2.CreateFromPemFile(options.CertificatePath, options.KeyPath).Dispose());
            }

            if (options.CaPath is { Length: > 0 } ca)
            {
                Try(errors, "Tls:CaPath", () =>
                {
                    var found = new X509Certificate2Collection();
                    found.ImportFromPemFile(ca);
                    if (found.Count == 0)
                    {
                        throw new CryptographicException("it holds no certificate");
                    }
                });
            }

            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }

        private static void Try(List<string> errors, string what, Action read)
        {
            try
            {
                read();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                errors.Add($"{what} cannot be used: {e.Message.TrimEnd('.')}.");
            }
        }
    }
}
