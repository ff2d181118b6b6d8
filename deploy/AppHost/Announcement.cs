using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AppHost;

/// <summary>Tells the developer, once everything is ready, how to get in; and in one line scripts, as deploy/Standalone does.</summary>
internal static partial class Announcement
{
    public static async Task AnnounceAsync(this DistributedApplication app, Processes processes)
    {
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await Task.WhenAll(processes.Replicas.Select(replica => app.ResourceNotifications.WaitForResourceHealthyAsync(replica.Name, stopping)));
            var link = await LinkAsync(app.Services.GetRequiredService<ResourceLoggerService>(), processes.AdministratorLink, stopping);
            await PrintAsync(processes.Settings, link, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
    }

    private static async Task<string> LinkAsync(ResourceLoggerService logs, IResource resource, CancellationToken ct)
    {
        await foreach (var lines in logs.WatchAsync(resource).WithCancellation(ct))
        {
            if (lines.Select(line => Link().Match(line.Content)).FirstOrDefault(match => match.Success) is { } found)
            {
                return found.Value;
            }
        }

        throw new InvalidOperationException($"{resource.Name} printed no link.");
    }

    private static async Task PrintAsync(ProcessSettings settings, string link, CancellationToken ct)
    {
        const string client = "internal-application";
        var gateway = settings.Ports.GatewayUrl(1);
        var grpc = $"http://localhost:{settings.Ports.GatewayGrpc(1)}";
        var secret = await settings.ApplicationSecret.GetValueAsync(ct);
        Console.WriteLine($"""

              Screens and JSON   {gateway}/admin  {gateway}/portal  {gateway}/openapi
              The other replica  {settings.Ports.GatewayUrl(2)}
              gRPC               {grpc}
              Sign in as admin   {link}   (once, within 15 minutes; another: start administrator-link in the dashboard)
              Client id          {client}
              Client secret      {secret}
              Mails              {settings.MailFolder}
              Stop               Ctrl-C

            """);
        Console.WriteLine("ready " + JsonSerializer.Serialize(new { gateway, grpc, adminLink = link, clientId = client, clientSecret = secret, data = settings.MailFolder }));
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
