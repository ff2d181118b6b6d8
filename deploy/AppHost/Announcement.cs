using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AppHost;

/// <summary>Tells the developer, once everything is ready, how to get in; and in one line scripts, as deploy/Standalone does.</summary>
internal static partial class Announcement
{
    private const int LinesOfFailure = 15;

    public static async Task AnnounceAsync(this DistributedApplication app, Processes processes)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            var all = await Task.WhenAll(processes.Replicas.Prepend(processes.Migrator).Select(process => app.ResourceNotifications.WaitForResourceAsync(process.Name, IsDecided, stopping)));
            if (all.FirstOrDefault(HasFailed) is { } failed)
            {
                await PrintFailureAsync(failed.Resource, logs, stopping);
                return;
            }

            await PrintAsync(processes.Settings, await LinkAsync(logs, processes.AdministratorLink, stopping), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
    }

    private static bool IsDecided(ResourceEvent change) => IsReady(change) || KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text);

    private static bool IsReady(ResourceEvent change) => change.Snapshot is { HealthReports.Length: > 0, HealthStatus: HealthStatus.Healthy };

    private static bool HasFailed(ResourceEvent change) => !IsReady(change) && change.Snapshot.ExitCode != 0;

    /// <summary>The rest waits, and can be seen, started again and debugged in the dashboard.</summary>
    private static async Task PrintFailureAsync(IResource process, ResourceLoggerService logs, CancellationToken ct)
    {
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(process).WithCancellation(ct))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        // Both streams come one after the other; each line begins with its time.
        lines = [.. lines.OrderBy(line => line.Split(' ')[0], StringComparer.Ordinal).TakeLast(LinesOfFailure)];
        await Console.Error.WriteLineAsync($"{process.Name} has failed; the dashboard has its whole console, which ends with:\n{string.Join('\n', lines)}");
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
