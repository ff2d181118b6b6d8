using System.Diagnostics;

namespace Testing.Processes;

/// <summary>What a program said that did one thing and ended.</summary>
/// <param name="Code">Exit code.</param>
public sealed record Tool(int Code, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a .NET program that was built beside the tests, in its own folder.</summary>
    /// <param name="project">deploy/Migrator, for example.</param>
    public static Task<Tool> RunBuilt(string project, IReadOnlyList<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var program = Repository.File($"{project}/bin/{Repository.Configuration}/net10.0/{Path.GetFileName(project)}.dll");
        return Run("dotnet", [program, .. arguments], environment, folder: Path.GetDirectoryName(program));
    }

    /// <summary>Runs any program.</summary>
    /// <param name="environment">On top of the test's own; of two of one name the later.</param>
    /// <param name="bound">After that it is killed, and TimeoutException thrown.</param>
    /// <param name="folder">Where it runs; the test's own when not given.</param>
    public static async Task<Tool> Run(
        string program, IReadOnlyList<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, TimeSpan? bound = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(bound ?? Patience);
            return new Tool(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
