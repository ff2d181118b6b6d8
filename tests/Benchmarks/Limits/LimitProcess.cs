using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Limits;

/// <summary>
/// The empty servers, each in a process of its own as the system's are: gRPC on the first port, HTTP on the second, a proxy before that
/// on the third.
/// </summary>
internal sealed class LimitProcess : IAsyncDisposable
{
    private const string Command = "serve";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<Process> _processes = [];

    public Uri Grpc { get; } = Free();

    public Uri Http { get; } = Free();

    public Uri Proxy { get; } = Free();

    public static bool IsAskedFor(string[] args) => args is [Command, ..];

    public static Task Serve(string[] args) => args switch
    {
        [_, "grpc", var at] => EmptyServers.Grpc(new Uri(at)),
        [_, "http", var at] => EmptyServers.Http(new Uri(at)),
        [_, "proxy", var at, var to] => EmptyServers.Proxy(new Uri(at), new Uri(to)),
        _ => throw new ArgumentException("serve grpc|http|proxy"),
    };

    public static async Task<LimitProcess> Start()
    {
        var limits = new LimitProcess();
        try
        {
            await limits.Launch("grpc", limits.Grpc);
            await limits.Launch("http", limits.Http);
            await limits.Launch("proxy", limits.Proxy, limits.Http);
            return limits;
        }
        catch
        {
            await limits.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Waits for the line that says that it serves.</summary>
    private async Task Launch(string kind, params Uri[] addresses)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LimitProcess).Assembly.Location, Command, kind, .. addresses.Select(a => a.ToString())])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        _processes.Add(process);
        if (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is null)
        {
            throw new InvalidOperationException($"The empty {kind} server ended at once.");
        }
    }

    private static Uri Free() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Next()}"));
}
