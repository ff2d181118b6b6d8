using System.Diagnostics;

namespace Deployment.Tests.Metrics;

/// <summary>Prometheus's own checker, from Debian's package (tests/install.sh).</summary>
internal static class Promtool
{
    /// <returns>What it printed.</returns>
    public static async Task<string> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, await output + await errors);
        return await output;
    }
}
