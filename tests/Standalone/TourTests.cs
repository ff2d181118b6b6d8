using System.Diagnostics;
using System.Text.Json.Nodes;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>README's tour by curl, as it stands there; in a process of its own, since it closes an order of the demo business.</summary>
public sealed class TourTests(DemoProcess demo) : IClassFixture<DemoProcess>
{
    [Fact]
    public async Task The_commands_of_README_do_what_it_says()
    {
        var answers = (await Run(Commands())).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        answers.Count.ShouldBe(3);
        var actions = answers[0]["actions"]!.AsArray().Single(a => a!["action"]!.GetValue<string>() == "ACTION_CLOSE")!;
        actions["allowed"]!.GetValue<bool>().ShouldBeTrue();
        answers[1]["stage"]!.GetValue<string>().ShouldBe("STAGE_CHURNED");
        answers[1]["closing"]!["reason"]!["values"]!["en"]!.GetValue<string>().ShouldBe("Moving abroad");
        answers[2]["entries"]!.AsArray().ShouldNotBeEmpty();
    }

    /// <summary>The block that begins by getting a token.</summary>
    private static string Commands()
    {
        using var readme = new StreamReader(typeof(TourTests).Assembly.GetManifestResourceStream("README.md")!);
        return readme.ReadToEnd().Split("```").Single(block => block.StartsWith("sh\ntoken=", StringComparison.Ordinal))[3..];
    }

    private async Task<string> Run(string commands)
    {
        var ready = await demo.Process.Ready();
        var here = commands.Replace("http://localhost:8080", ready.Gateway.ToString().TrimEnd('/'), StringComparison.Ordinal);
        // Each answer is one line of JSON; curl ends none of them with a line's end.
        var start = new ProcessStartInfo("/bin/bash", ["-c", here.Replace("curl -s -H", "curl -s -w '\\n' -H", StringComparison.Ordinal)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLIENT_ID"] = ready.ClientId;
        start.Environment["CLIENT_SECRET"] = ready.ClientSecret;
        using var shell = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await using var end = patience.Token.Register(() => shell.Kill(entireProcessTree: true));
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        (await errors).ShouldBeEmpty();
        shell.ExitCode.ShouldBe(0);
        return output;
    }
}
