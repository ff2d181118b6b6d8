using System.Diagnostics;

namespace Testing.Processes;

/// <summary>A program that does one thing and ends.</summary>
/// <param name="Code">Exit code.</param>
public sealed record Tool(int Code, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a .NET program that was built beside the tests.</summary>
    /// <param name="project">Its folder: deploy/Migrator.</param>
    public static async Task<Tool> Run(string project, IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var program = Repository.File($"{project}/bin/{Repository.Configuration}/net10.0/{Path.GetFileName(project)}.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program),
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
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new Tool(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
