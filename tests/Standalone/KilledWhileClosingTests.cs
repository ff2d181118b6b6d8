using Grpc.Core;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>SIGKILL at chosen moments of a close: after the next start there is exactly one entry, one mail and one credit note.</summary>
public sealed class KilledWhileClosingTests(PreparedData prepared) : IClassFixture<PreparedData>
{
    [Fact]
    public Task Between_commit_and_publish() => SurvivesDeathAt("outbox.before-publish:SubscriptionClosed");

    [Theory]
    [InlineData("notifications-on-subscription-closed")]
    [InlineData("billing-close-subscription")]
    public Task Between_publish_and_handling(string handler) => SurvivesDeathAt($"inbox.before-handling:{handler}");

    [Theory]
    [InlineData("notifications-on-subscription-closed")]
    [InlineData("billing-close-subscription")]
    public Task Between_handling_and_commit(string handler) => SurvivesDeathAt($"inbox.before-commit:{handler}");

    [Theory]
    [InlineData("notifications-on-subscription-closed")]
    [InlineData("billing-close-subscription")]
    public Task Between_commit_of_the_handler_and_the_outbox_knowing(string handler) => SurvivesDeathAt($"inbox.after-commit:{handler}");

    [Fact]
    public async Task Between_hand_over_of_the_mail_and_its_record()
    {
        using var data = prepared.Copy();
        await CloseAndDie(data, "mail.after-delivery:subscription_closed");
        var handedOver = data.Mails().Select(File.ReadAllText).ToList();

        await using var process = await StartAgain(data);
        await data.Settled();
        using var client = await process.SignIn();
        var traces = await Traces.Of(client, prepared.OrderId);
        traces.ShouldBeOfOneClose(data, "one");
        var mail = traces.Mails.Single();
        mail.Attempts.ShouldBe(2);
        handedOver.ShouldContain(file => file.Contains(mail.MessageId, StringComparison.Ordinal));
    }

    private async Task SurvivesDeathAt(string moment)
    {
        using var data = prepared.Copy();
        await CloseAndDie(data, moment);

        await using var process = await StartAgain(data);
        await data.Settled();
        using var client = await process.SignIn();
        (await Traces.Of(client, prepared.OrderId)).ShouldBeOfOneClose(data, "one");

        // The answer may have been lost with the process: asking again gives it, and changes nothing.
        var repeated = await (await Business.Open(client)).Close(prepared.OrderId, "one");
        repeated.Closing.Reason.Values["en"].ShouldBe("Moving abroad (one)");
        await data.Settled();
        (await Traces.Of(client, prepared.OrderId)).ShouldBeOfOneClose(data, "one");
    }

    private async Task CloseAndDie(DataFolder data, string moment)
    {
        await using var process = await StandaloneProcess.Start(data.Path, exitAt: moment);
        using var client = await process.SignIn();
        process.Output.ShouldContain($"KILLS ITSELF at {moment}");
        try
        {
            await (await Business.Open(client)).Close(prepared.OrderId, "one");
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
        {
            // It died before it could answer.
        }

        (await process.Exited()).ShouldBe(137, "SIGKILL");
    }

    private static Task<StandaloneProcess> StartAgain(DataFolder data)
    {
        data.LetLeasesEnd();
        return StandaloneProcess.Start(data.Path);
    }
}
