using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Browser.Tests.Support;

/// <summary>What the process says in its line for scripts.</summary>
public sealed record Ready(Uri Gateway, string AdminLink, string ClientId, string ClientSecret);

/// <summary>The product as people start it: one process, with a data folder and ports of its own.</summary>
public sealed class StandaloneProcess : IDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(200);

    private readonly string _data = Directory.CreateTempSubdirectory("browser-tests-").FullName;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Ready> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private StandaloneProcess(IReadOnlyDictionary<string, string>? environment)
    {
        _process = new Process { StartInfo = Command(_data), EnableRaisingEvents = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            _process.StartInfo.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"Standalone ended before it was ready.\n{Output}"));
    }

    public string Data => _data;

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="environment">What it gets beside what tests always need.</param>
    public static async Task<(StandaloneProcess Process, Ready Ready)> Start(IReadOnlyDictionary<string, string>? environment = null)
    {
        var standalone = new StandaloneProcess(environment);
        standalone._process.Start();
        standalone._process.BeginOutputReadLine();
        standalone._process.BeginErrorReadLine();
        try
        {
            var ready = await standalone._ready.Task.WaitAsync(StartBound);
            await DemoIsWritten(ready.Gateway).WaitAsync(StartBound);
            return (standalone, ready);
        }
        catch (TimeoutException)
        {
            var said = standalone.Output;
            standalone.Dispose();
            throw new TimeoutException($"Standalone was not ready after {StartBound.TotalSeconds} s.\n{said}");
        }
    }

    /// <summary>Until then every page is held, on a busy machine for longer than a page may take.</summary>
    private static async Task DemoIsWritten(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway, Timeout = Timeout.InfiniteTimeSpan };
        using var page = await http.GetAsync(new Uri("/admin/sign-in", UriKind.Relative));
        page.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static ProcessStartInfo Command(string data)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Assembly(), "--data", data, "--port", $"{FreePort()}", "--grpc-port", $"{FreePort()}"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // All tests come from one address, faster than people do.
        start.Environment["Gateway__Security__SignInRequestsPerMinute"] = "100000";
        start.Environment["Gateway__Security__ApiRequestsPerMinute"] = "1000000";
        return start;
    }

    // tests/Browser/bin/Debug/net10.0 -> deploy/Standalone/bin/Debug/net10.0
    private static string Assembly()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = framework.Parent!;
        var root = configuration.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "deploy", "Standalone", "bin", configuration.Name, framework.Name, "Standalone.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith("ready {", StringComparison.Ordinal))
        {
            _ready.TrySetResult(JsonSerializer.Deserialize<Ready>(line["ready ".Length..], JsonSerializerOptions.Web)!);
        }
    }
}
