using System.Text.Json.Nodes;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>deploy/parked-work.sh against the running program.</summary>
[Collection(DemoCollection.Name)]
public sealed class ParkedWorkCommandTests(DemoProcess demo)
{
    [Fact]
    public async Task Parked_work_is_listed_shown_retried_and_discarded()
    {
        var ready = await demo.Process.Ready();
        var message = ParkedRows.Message(demo.Data.Path, "billing", "billing-issue-invoice", "PeriodStarted", Guid.CreateVersion7(), "not readable", "It broke.");
        var item = ParkedRows.DueWork(demo.Data.Path, "notifications", "send-mail", "No such host.");

        var listed = await Run(ready, "list");
        listed.Code.ShouldBe(0, listed.Output);
        listed.Output.ShouldContain(message.ToString());
        listed.Output.ShouldContain($"send-mail.{item}");

        var shown = await Run(ready, "show", "billing", message.ToString());
        JsonNode.Parse(shown.Output)!["body"]!.GetValue<string>().ShouldBe("not readable");

        var refused = await Run(ready, "retry", "billing", message.ToString());
        (refused.Code, refused.Output.Contains("NOT_READABLE", StringComparison.Ordinal)).ShouldBe((1, true), refused.Output);

        var discarded = await Run(ready, "discard", "billing", message.ToString(), "said \"no\" \\ twice\nand again");
        discarded.Code.ShouldBe(0, discarded.Output);
        JsonNode.Parse(discarded.Output)!["discardReason"]!.GetValue<string>().ShouldBe("said \"no\" \\ twice\nand again");

        (await Run(ready, "retry", "notifications", $"send-mail.{item}")).Code.ShouldBe(0);
        (await Run(ready, "list")).Output.ShouldNotContain(item.ToString());
        (await Run(ready, "list", "billing", "--discarded")).Output.ShouldContain(message.ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "explode")]
    [InlineData(2, "show", "billing")]
    [InlineData(2, "show", "payroll", "0198c3a0-0000-7000-8000-000000000000")]
    [InlineData(2, "show", "billing", "../invoices")]
    [InlineData(2, "list", "--all")]
    [InlineData(1, "show", "billing", "0198c3a0-0000-7000-8000-000000000000")]
    [InlineData(0, "--help")]
    public async Task What_cannot_be_done_is_said_by_the_exit_code(int code, params string[] arguments)
    {
        var (actual, output) = await Run(await demo.Process.Ready(), arguments);

        (actual, output.Length > 0).ShouldBe((code, true), output);
    }

    [Fact]
    public async Task A_wrong_secret_and_a_gateway_that_is_away_are_told_apart()
    {
        var ready = await demo.Process.Ready();
        (await Run(ready with { ClientSecret = "wrong" }, "list")).Code.ShouldBe(1);
        (await Run(ready with { Gateway = new Uri($"http://127.0.0.1:{FreePorts.Next()}") }, "list")).Code.ShouldBe(3);
    }

    private static async Task<(int Code, string Output)> Run(Ready ready, params string[] arguments)
    {
        var script = await Tool.Run("bash", [Repository.File("deploy/parked-work.sh"), .. arguments], new Dictionary<string, string>
        {
            ["GATEWAY_URL"] = ready.Gateway.ToString(), ["CLIENT_ID"] = ready.ClientId, ["CLIENT_SECRET"] = ready.ClientSecret,
        });
        return (script.Code, script.Output + script.Errors);
    }
}
