using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Data;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using Testing;

namespace Gateway.Tests.Data;

/// <summary>The keys of cookies lie in the database, for all replicas.</summary>
public sealed class DataProtectionKeyTests
{
    private const string Door = "/admin/api/v1/plans";

    [Fact]
    public async Task Replicas_that_start_together_on_an_empty_database_make_one_key_and_take_each_others_sessions()
    {
        await using var databases = new PostgresDatabases();
        var connection = await databases.Create("gateway");
        var options = new DbContextOptionsBuilder<GatewayPostgresDb>();
        ServiceDatabase.Configure(options, DatabaseProvider.Postgres, connection);
        await using var db = new GatewayPostgresDb(options.Options);
        await db.Database.MigrateAsync();

        var replicas = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => GatewayHost.StartAsync(new()
        {
            ["Database:Provider"] = "Postgres",
            ["ConnectionStrings:gateway"] = connection,
        }))));

        (await db.DataProtectionKeys.CountAsync()).ShouldBe(1);
        foreach (var signedInAt in replicas)
        {
            using var browser = await signedInAt.StaffAsync();
            foreach (var other in replicas)
            {
                // Cookies are of a host, whatever its port.
                (await browser.GetAsync(new Uri(other.Address, Door))).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }

        await Task.WhenAll(replicas.Select(replica => replica.DisposeAsync()));
    }

    [Fact]
    public async Task With_a_certificate_they_lie_there_encrypted_and_replicas_that_have_it_read_them()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Gateway:Identity:KeyCertificatePath"] = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.p12"),
            ["Gateway:Identity:KeyCertificatePassword"] = "secret",
        };
        await WriteCertificateAsync(settings);
        var host = await GatewayHost.StartAsync(settings);
        var replica = await host.ReplicaAsync(settings);
        using var browser = await host.StaffAsync();

        var key = await OnlyKeyAsync(host);

        key.ShouldContain("EncryptedData");
        key.ShouldNotContain("<masterKey");
        (await browser.GetAsync(new Uri(replica.Address, Door))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await replica.DisposeAsync();
        await host.DisposeAsync();
        File.Delete(settings["Gateway:Identity:KeyCertificatePath"]!);
    }

    [Fact]
    public async Task Without_a_certificate_they_lie_there_as_they_are()
    {
        var host = await GatewayHost.StartAsync([]);

        (await OnlyKeyAsync(host)).ShouldContain("<masterKey");

        await host.DisposeAsync();
    }

    private static async Task<string> OnlyKeyAsync(GatewayHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<GatewayDb>().DataProtectionKeys.SingleAsync()).Xml!;
    }

    private static async Task WriteCertificateAsync(Dictionary<string, string?> settings)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllBytesAsync(
            settings["Gateway:Identity:KeyCertificatePath"]!, certificate.Export(X509ContentType.Pkcs12, settings["Gateway:Identity:KeyCertificatePassword"]));
    }
}
