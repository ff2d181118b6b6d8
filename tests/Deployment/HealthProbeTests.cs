using System.Net;
using HealthProbe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Deployment.Tests;

/// <summary>The program that container engines run to learn of a process's health.</summary>
public sealed class HealthProbeTests
{
    /// <summary>Also on a machine that is busy with other things.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(HttpProtocols.Http1, 200, 0)]
    [InlineData(HttpProtocols.Http1, 503, 1)]
    [InlineData(HttpProtocols.Http2, 200, 0)]
    [InlineData(HttpProtocols.Http2, 503, 1)]
    public async Task It_says_what_the_process_says(HttpProtocols protocols, int status, int code)
    {
        await using var process = await Answering(protocols, status);
        string[] arguments = protocols == HttpProtocols.Http2 ? [$"{process.Urls.Single()}/health/ready", "--http2"] : [$"{process.Urls.Single()}/health/ready"];

        (await Probe.RunAsync(arguments, TextWriter.Null, LongEnough)).ShouldBe(code);
    }

    [Fact]
    public async Task Nobody_there_is_not_healthy()
    {
        string address;
        await using (var process = await Answering(HttpProtocols.Http1, 200))
        {
            address = process.Urls.Single();
        }

        using var errors = new StringWriter();
        (await Probe.RunAsync([address], errors, LongEnough)).ShouldBe(1);
        errors.ToString().ShouldContain("does not answer");
    }

    [Theory]
    [InlineData]
    [InlineData("not an address")]
    [InlineData("http://localhost", "--http3")]
    public async Task Wrong_arguments_are_told_apart(params string[] arguments) => (await Probe.RunAsync(arguments, TextWriter.Null, LongEnough)).ShouldBe(2);

    private static async Task<WebApplication> Answering(HttpProtocols protocols, int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.StatusCode(status));
        await app.StartAsync();
        return app;
    }
}
