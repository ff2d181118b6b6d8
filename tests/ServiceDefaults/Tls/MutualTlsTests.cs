using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Tests.Clients;
using ServiceDefaults.Tls;
using Testing.Tls;

namespace ServiceDefaults.Tests.Tls;

public sealed class MutualTlsTests : IDisposable
{
    private readonly Authority _ours = new();
    private readonly Authority _foreign = new();

    [Fact]
    public async Task Processes_of_one_authority_talk()
    {
        await using var server = await Server();
        (await Call(server, Identity(_ours))).ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_caller_without_a_certificate_is_refused()
    {
        await using var server = await Server();
        (await Call(server, new TlsIdentity(Options.Create(new TlsOptions { CaPath = _ours.CaPath }), TimeProvider.System))).ShouldNotBe(StatusCode.OK);
        server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_caller_of_another_authority_is_refused()
    {
        await using var server = await Server();
        var stranger = new TlsOptions { CertificatePath = _foreign.CertificatePath, KeyPath = _foreign.KeyPath, CaPath = _ours.CaPath };
        (await Call(server, new TlsIdentity(Options.Create(stranger), TimeProvider.System))).ShouldNotBe(StatusCode.OK);
        server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_believed()
    {
        await using var server = await Replica.Start(https => Identity(_foreign).Apply(https, mayRequireCertificate: false));
        (await Call(server, Identity(_ours))).ShouldBe(StatusCode.Internal);
        server.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_of_another_name_is_not_believed()
    {
        _ours.Issue("elsewhere");
        await using var server = await Server();
        (await Call(server, Identity(_ours))).ShouldNotBe(StatusCode.OK);
    }

    [Fact]
    public async Task Where_browsers_call_no_certificate_is_asked_for()
    {
        await using var server = await Replica.Start(https => Identity(_ours).Apply(https, mayRequireCertificate: false));
        (await Call(server, new TlsIdentity(Options.Create(new TlsOptions { CaPath = _ours.CaPath }), TimeProvider.System))).ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_by_new_connections()
    {
        var clock = new FakeTimeProvider();
        var identity = Identity(_ours, clock);
        await using var server = await Replica.Start(https => identity.Apply(https, mayRequireCertificate: false));
        var before = await Shown(server);
        var renewed = _ours.Issue("localhost");
        File.SetLastWriteTimeUtc(_ours.CertificatePath, DateTime.UnixEpoch.AddYears(60));

        clock.Advance(TimeSpan.FromSeconds(11));

        (await Shown(server)).ShouldBe(renewed);
        before.ShouldNotBe(renewed);
    }

    public void Dispose()
    {
        _ours.Dispose();
        _foreign.Dispose();
    }

    private Task<Replica> Server() => Replica.Start(https => Identity(_ours).Apply(https, mayRequireCertificate: true));

    private static TlsIdentity Identity(Authority authority, TimeProvider? clock = null) => new(
        Options.Create(new TlsOptions
        {
            CertificatePath = authority.CertificatePath, KeyPath = authority.KeyPath, CaPath = authority.CaPath, RequireClientCertificate = true,
        }),
        clock ?? TimeProvider.System);

    private static async Task<StatusCode> Call(Replica server, TlsIdentity identity)
    {
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions() };
        identity.Apply(handler.SslOptions);
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        try
        {
            await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }

    /// <summary>Thumbprint of the certificate that the server shows.</summary>
    private static async Task<string> Shown(Replica server)
    {
        var shown = "";
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    shown = ((X509Certificate2)certificate!).Thumbprint;
                    return shown.Length > 0;
                },
            },
        })
        { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await http.GetAsync(new Uri(server.Address));
        return shown;
    }
}
