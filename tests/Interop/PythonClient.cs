using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;

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
        var (code, output) = await Run(Sources("generate.sh"), [_generated], [new("PROTO_IMPORTS", Metadata("ImportedProtos"))]);
        var tools = await GenerateTools();
        _process = await starting;
        _ready = await _process.Ready();
        code.ShouldBe(0, output);
        tools.Code.ShouldBe(0, tools.Output);
        await _data.Settled();
    }

    /// <summary>
    /// Stands in for the packages grpcio-health-checking and grpcio-reflection: the same modules, generated from the descriptors that the
    /// services' own packages carry.
    /// </summary>
    private async Task<(int Code, string Output)> GenerateTools()
    {
        var files = new FileDescriptorSet();
        files.File.Add(Named("grpc_health/v1/health.proto", HealthReflection.Descriptor));
        files.File.Add(Named("grpc_reflection/v1alpha/reflection.proto", ReflectionReflection.Descriptor));
        var set = Path.Combine(_generated, "tools.protoset");
        await File.WriteAllBytesAsync(set, files.ToByteArray());
        return await Run("protoc", [$"--descriptor_set_in={set}", $"--python_out={_generated}", .. files.File.Select(file => file.Name)], []);

        static FileDescriptorProto Named(string name, FileDescriptor file)
        {
            var proto = file.ToProto();
            proto.Name = name;
            return proto;
        }
    }

    /// <summary>Runs close_subscription.py with a command.</summary>
    public Task<(int ExitCode, JsonNode Answer)> Run(params string[] command) => Run(command, []);

    /// <param name="environment">On top of what the client needs.</param>
    public async Task<(int ExitCode, JsonNode Answer)> Run(string[] command, Dictionary<string, string> environment)
    {
        string[] arguments =
        [
            Sources("close_subscription.py"), "--gateway", _ready.Gateway.ToString(), "--grpc", _ready.Grpc.ToString(), .. command,
        ];
        var (code, output) = await Run("/usr/bin/python3", arguments, Credentials().Append(new("PYTHONPATH", _generated)).Concat(environment));
        return (code, JsonNode.Parse(output)!);
    }

    /// <summary>Runs README.md's commands after those that install something, as a new user would, in a fresh copy of the client.</summary>
    /// <returns>What the client printed.</returns>
    public async Task<IReadOnlyList<JsonNode>> RunReadme()
    {
        var root = Directory.CreateTempSubdirectory("readme-");
        try
        {
            var copy = root.CreateSubdirectory("tests/Interop");
            foreach (var file in new DirectoryInfo(Metadata("Sources")).EnumerateFiles().Where(file => file.Extension is ".py" or ".sh"))
            {
                file.CopyTo(Path.Combine(copy.FullName, file.Name));
            }

            Directory.CreateSymbolicLink(Path.Combine(root.FullName, "contracts"), Repository.File("contracts"));
            var blocks = (await File.ReadAllTextAsync(Sources("README.md"))).Split("```").Where(block => block.StartsWith("sh\n", StringComparison.Ordinal))
                .Select(block => block[3..]).SkipWhile(block => !block.StartsWith("cd ", StringComparison.Ordinal));
            var commands = string.Concat(blocks).Replace(
                "./close_subscription.py", $"./close_subscription.py --gateway {_ready.Gateway} --grpc {_ready.Grpc}", StringComparison.Ordinal);
            var shell = await Tool.Run("/bin/bash", ["-c", commands], Credentials(), Bound, root.FullName);
            shell.Errors.ShouldBeEmpty();
            return [.. shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        }
        finally
        {
            root.Delete(recursive: true);
        }
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

    private Dictionary<string, string> Credentials() => new()
    {
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["CLIENT_ID"] = _ready.ClientId,
        ["CLIENT_SECRET"] = _ready.ClientSecret,
    };

    private static async Task<(int ExitCode, string Output)> Run(string program, string[] arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var tool = await Tool.Run(program, arguments, environment, Bound);
        tool.Errors.ShouldBeEmpty();
        return (tool.Code, tool.Output);
    }
}

[CollectionDefinition(Name)]
public sealed class PythonCollection : ICollectionFixture<PythonClient>
{
    public const string Name = "python";
}
