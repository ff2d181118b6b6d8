using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace AppHost;

/// <summary>Whether this machine runs containers.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks the engine itself: its command alone is on many machines where none runs.</summary>
    public static async Task<bool> IsRunningAsync(IConfiguration configuration)
    {
        string[] known = configuration["ASPIRE_CONTAINER_RUNTIME"] is { Length: > 0 } chosen ? [chosen] : ["docker", "podman"];
        foreach (var engine in known)
        {
            if (await AnswersAsync(engine))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(string engine)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(engine, ["ps", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var bound = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(bound.Token);
                return process.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                return false;
            }
        }
        catch (Win32Exception)
        {
            // There is no such command.
            return false;
        }
    }
}
