using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>How the program is started, and what it says when it cannot be.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_lists_every_option_and_its_variable()
    {
        await using var process = StandaloneProcess.Run(["--help"]);
        (await process.Exited()).ShouldBe(0);
        foreach (var word in (string[])["--data", "--no-demo", "--port", "--grpc-port", "--admin-link", "STANDALONE_DATA", "STANDALONE_NO_DEMO", "STANDALONE_PORT", "STANDALONE_GRPC_PORT"])
        {
            process.Output.ShouldContain(word);
        }
    }

    [Fact]
    public async Task Its_version_is_printed_without_a_start()
    {
        await using var process = StandaloneProcess.Run(["--version"]);
        (await process.Exited()).ShouldBe(0);
        process.Output.Trim().ShouldBe(Repository.Version);
    }

    [Theory]
    [InlineData("--colour", "Unknown option --colour; --help lists them.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--port 0", "--port must be 1 to 65535, not '0'.")]
    [InlineData("--port 65536", "--port must be 1 to 65535, not '65536'.")]
    [InlineData("--grpc-port http", "--grpc-port must be 1 to 65535, not 'http'.")]
    [InlineData("--port 20001 --grpc-port 20001", "--port and --grpc-port must differ.")]
    public async Task A_wrong_option_is_named(string arguments, string message)
    {
        await using var process = StandaloneProcess.Run(["--data", _data.Path, .. arguments.Split(' ')]);
        await ShouldRefuseToStart(process, 2, message);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--grpc-port")]
    public async Task A_busy_port_is_named(string option)
    {
        using var someoneElse = new TcpListener(IPAddress.Loopback, 0);
        someoneElse.Start();
        var port = ((IPEndPoint)someoneElse.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var process = StandaloneProcess.Run(
            ["--data", _data.Path, "--no-demo", .. StandaloneProcess.Ports(), option, port]);
        await ShouldRefuseToStart(process, 1, port);
        process.Output.ShouldContain("Choose other ports with --port and --grpc-port.");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_is_named()
    {
        var file = Path.Combine(_data.Path, "a-file");
        await File.WriteAllTextAsync(file, "");
        await using var process = StandaloneProcess.Run(["--data", file, "--no-demo", .. StandaloneProcess.Ports()]);
        await ShouldRefuseToStart(process, 1, file);
    }

    [Fact]
    public async Task Everything_may_come_from_the_environment()
    {
        var ports = StandaloneProcess.Ports();
        await using var process = StandaloneProcess.Run([], new()
        {
            ["STANDALONE_DATA"] = _data.Path,
            ["STANDALONE_NO_DEMO"] = "true",
            ["STANDALONE_PORT"] = ports[1],
            ["STANDALONE_GRPC_PORT"] = ports[3],
        });
        var ready = await process.Ready();
        ready.Data.ShouldBe(_data.Path);
        ready.Gateway.ShouldBe(new Uri($"http://localhost:{ports[1]}"));
        ready.Grpc.ShouldBe(new Uri($"http://localhost:{ports[3]}"));
        using var client = await process.SignIn();
        (await Counts.Of(client)).ShouldBe(Counts.Nothing);
    }

    private static async Task ShouldRefuseToStart(StandaloneProcess process, int code, string message)
    {
        (await process.Exited()).ShouldBe(code, process.Output);
        process.Output.ShouldContain(message);
        process.Output.ShouldNotContain("   at ");
        process.Output.ShouldNotContain("Exception");
    }

    /// <summary>As of any process of the system.</summary>
    [Theory]
    [InlineData("Mail__Transport", "Carrier")]
    [InlineData("Billing__Provider", "stripe")]
    public async Task Settings_that_cannot_work_are_named_in_a_line_each(string setting, string value)
    {
        using var data = new DataFolder();

        var tool = await Tool.RunBuilt("deploy/Standalone", ["--data", data.Path, "--no-demo"], new Dictionary<string, string> { [setting] = value });

        tool.Code.ShouldBe(78, tool.Errors);
        tool.Errors.Trim().Split('\n').ShouldAllBe(line => line.StartsWith("Configuration: ", StringComparison.Ordinal));
    }
}
