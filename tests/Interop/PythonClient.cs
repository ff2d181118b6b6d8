using System.Reflection;
using System.Text.Json.Nodes;

namespace Interop.Tests;

/// <summary>The program with the demo business, and Debian's Python as its client.</summary>
public sealed class PythonClient : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private readonly DataFolder _data = new();
    private readonly string _generated = Directory.CreateTempSubdirectory("generated-").FullName;
    private StandaloneProcess _process = null!;
    private Ready _ready = null!;

    public async Task InitializeAsync()
    {
        var starting = StandaloneProcess.Start(_data.Path, demo: true);
        var (code, output) = await Run(Sources("generate.sh"), [_generated], new()
        {
            ["PROTOC"] = Metadata("Protoc"),
            ["PROTO_IMPORTS"] = Metadata("StandardImports"),
        });
        _process = await starting;
        _ready = await _process.Ready();
        code.ShouldBe(0, output);
        await _data.Settled();
    }

    /// <summary>Runs close_subscription.py with a command.</summary>
    public async Task<(int ExitCode, JsonNode Answer)> Run(params string[] command)
    {
        string[] arguments =
        [
            Sources("close_subscription.py"), "--gateway", _ready.Gateway.ToString(), "--grpc", _ready.Grpc.ToString(), .. command,
        ];
        var (code, output) = await Run("/usr/bin/python3", arguments, new()
        {
            ["PYTHONPATH"] = _generated,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["CLIENT_ID"] = _ready.ClientId,
            ["CLIENT_SECRET"] = _ready.ClientSecret,
        });
        return (code, JsonNode.Parse(output)!);
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Dispose();
        Directory.Delete(_generated, recursive: true);
    }

    private static string Sources(string file) => Path.Combine(Metadata("Sources"), file);

    private static string Metadata(string key) =>
        typeof(PythonClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static async Task<(int ExitCode, string Output)> Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var tool = await Tool.Run(program, arguments, environment, Bound);
        tool.Errors.ShouldBeEmpty();
        return (tool.Code, tool.Output);
    }
}
