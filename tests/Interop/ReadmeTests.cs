using System.Text.Json.Nodes;

namespace Interop.Tests;

/// <summary>README.md of the client, command by command as it stands there, in a fresh copy of the client.</summary>
[Collection(PythonCollection.Name)]
public sealed class ReadmeTests(PythonClient python)
{
    [Fact]
    public async Task Its_commands_do_what_it_shows()
    {
        var answers = await python.RunReadme();

        answers.Count.ShouldBe(8);
        answers[0]["subscriptions"]!.AsArray().ShouldNotBeEmpty();
        answers[1]["actions"]!.AsArray().ShouldContain(action => Text(action!, "action") == "ACTION_CLOSE");
        Text(answers[2], "stage").ShouldBe("STAGE_CHURNED");
        Text(answers[3], "reason").ShouldBe("ALREADY_CLOSED");
        Text(answers[4], "stage").ShouldBe("STAGE_IN_PROGRESS");
        answers[5]["subscriptions"]!.AsArray().ShouldNotBeEmpty();
        Text(answers[6], "status").ShouldBe("PERMISSION_DENIED");
        Text(answers[7]["violations"]![0]!, "field").ShouldBe("id");
    }

    [Fact]
    public async Task A_wrong_secret_and_a_gateway_that_is_away_are_explained()
    {
        var (code, wrong) = await python.Run(["list"], new() { ["CLIENT_SECRET"] = "wrong" });
        code.ShouldBe(1);
        Text(wrong, "error").ShouldBe("invalid_client");

        (code, var away) = await python.Run(["--gateway", $"http://localhost:{FreePorts.Next()}", "list"], []);
        code.ShouldBe(1);
        Text(away, "status").ShouldBe("UNAVAILABLE");
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
