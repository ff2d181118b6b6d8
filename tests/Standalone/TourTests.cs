using System.Text.Json.Nodes;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>README's tour by curl, as it stands there. It undoes what it closes, so the demo business stays what the other tests expect.</summary>
[Collection(DemoCollection.Name)]
public sealed class TourTests(DemoProcess demo)
{
    [Fact]
    public async Task The_commands_of_README_do_what_it_says_as_often_as_they_are_run()
    {
        var first = await Tour();
        var second = await Tour();

        // The second time it was closed anew, not answered from memory.
        second.Closed["closing"]!["closeTime"]!.ToString().ShouldNotBe(first.Closed["closing"]!["closeTime"]!.ToString());
        second.Closed["id"]!.GetValue<string>().ShouldBe(first.Closed["id"]!.GetValue<string>());
    }

    private async Task<(JsonNode Closed, JsonNode Undone)> Tour()
    {
        var answers = (await Run(Commands())).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        answers.Count.ShouldBe(4);
        var actions = answers[0]["actions"]!.AsArray().Single(a => a!["action"]!.GetValue<string>() == "ACTION_CLOSE")!;
        actions["allowed"]!.GetValue<bool>().ShouldBeTrue();
        answers[1]["stage"]!.GetValue<string>().ShouldBe("STAGE_CHURNED");
        answers[1]["closing"]!["reason"]!["values"]!["en"]!.GetValue<string>().ShouldBe("Moving abroad");
        answers[2]["entries"]!.AsArray().ShouldNotBeEmpty();
        answers[3]["stage"]!.GetValue<string>().ShouldBe("STAGE_IN_PROGRESS");
        return (answers[1], answers[3]);
    }

    /// <summary>The block that begins by getting a token.</summary>
    private static string Commands()
    {
        using var readme = new StreamReader(typeof(TourTests).Assembly.GetManifestResourceStream("README.md")!);
        return readme.ReadToEnd().Split("```").Single(block => block.StartsWith("sh\ntoken=", StringComparison.Ordinal))[3..];
    }

    /// <summary>In a shell into which the printed line was pasted.</summary>
    private async Task<string> Run(string commands)
    {
        var ready = await demo.Process.Ready();
        var export = demo.Process.Output.Split('\n').Single(line => line.Contains("export CLIENT_ID=", StringComparison.Ordinal));
        var script = export[export.IndexOf("export", StringComparison.Ordinal)..]
            + "\n" + commands.Replace("http://localhost:8080", ready.Gateway.ToString().TrimEnd('/'), StringComparison.Ordinal);
        var shell = await Tool.Run("/bin/bash", ["-c", script], [], TimeSpan.FromSeconds(90));
        shell.Errors.ShouldBeEmpty();
        shell.Code.ShouldBe(0);
        return shell.Output;
    }
}
