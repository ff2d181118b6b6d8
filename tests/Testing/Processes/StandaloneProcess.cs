using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Shouldly;

namespace Testing.Processes;

/// <summary>
/// The real program in a process of its own, built beside the tests. Ends with the test that started it, whatever happens.
/// The test project builds it by a ProjectReference that references no assembly.
/// </summary>
public sealed class StandaloneProcess : IAsyncDisposable
{
    /// <summary>Far more than it takes, for machines that do much else meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(200);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Ready> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private StandaloneProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        AppDomain.CurrentDomain.ProcessExit += KillNow;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it has written so far.</summary>
    public string Output => string.Join('\n', _output);

    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024 * 1024);
        }
    }

    /// <summary>What it has cost so far, whatever else the machine does.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it on a folder, on ports of its own, and waits until it is ready.</summary>
    /// <param name="exitAt">Moment at which it kills itself: see FaultPoints.</param>
    public static Task<StandaloneProcess> Start(string data, bool demo = false, string? exitAt = null) => Launch(data, demo, exitAt).Started();

    /// <summary>Waits until it is ready; ends it when it does not come to that.</summary>
    public async Task<StandaloneProcess> Started()
    {
        try
        {
            await Ready();
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>As <see cref="Start"/>, without waiting.</summary>
    public static StandaloneProcess Launch(string data, bool demo = false, string? exitAt = null)
    {
        string[] arguments = ["--data", data, .. Ports(), .. demo ? Array.Empty<string>() : ["--no-demo"]];
        return Run(arguments, exitAt is null ? [] : new() { ["Faults__ExitAt"] = exitAt });
    }

    /// <summary>Runs it with exactly these arguments, and these variables on top of the environment.</summary>
    /// <param name="project">Another program of deploy that says in the same way that it is ready; it runs where `dotnet run` lets it run.</param>
    public static StandaloneProcess Run(IEnumerable<string> arguments, Dictionary<string, string>? environment = null, string? project = null)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramFile(project ?? "Standalone"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project is null ? Path.GetTempPath() : Repository.File($"deploy/{project}"),
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new StandaloneProcess(start);
    }

    public static string[] Ports() =>
        ["--port", FreePorts.Next().ToString(CultureInfo.InvariantCulture), "--grpc-port", FreePorts.Next().ToString(CultureInfo.InvariantCulture)];

    /// <summary>Waits for the line that says so.</summary>
    public async Task<Ready> Ready()
    {
        var exited = _process.WaitForExitAsync();
        await Task.WhenAny(_ready.Task, exited, Task.Delay(Patience));
        return _ready.Task.IsCompletedSuccessfully
            ? await _ready.Task
            : throw new ShouldAssertException($"The program {(exited.IsCompleted ? "ended before it was" : "was not")} ready:\n{Output}");
    }

    public async Task<StandaloneClient> SignIn() => await StandaloneClient.SignIn(await Ready());

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Exited();
    }

    /// <summary>Sends a signal such as INT or TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> Exited(TimeSpan? bound = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(bound ?? Patience);
        }
        catch (TimeoutException)
        {
            throw new ShouldAssertException($"The program did not end within {bound ?? Patience}:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        KillNow(null, EventArgs.Empty);
        await _process.WaitForExitAsync();
        AppDomain.CurrentDomain.ProcessExit -= KillNow;
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith(Processes.Ready.Prefix, StringComparison.Ordinal))
        {
            _ready.TrySetResult(Processes.Ready.Parse(line));
        }
    }

    private void KillNow(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    private static string ProgramFile(string project) => Repository.File($"deploy/{project}/bin/{Repository.Configuration}/net10.0/{project}.dll");
}
