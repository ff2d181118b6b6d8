using Contracts.Notifications.V1;
using Notifications.Transport;
using BillingWire = Contracts.Billing.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>domain.md A3 37: nothing is restricted or closed before its notice was delivered, whatever the mail server does; staff are asked.</summary>
public sealed class NoticeTests
{
    private const string Notice = "restriction_notice";

    [Fact]
    public async Task A_restriction_and_a_close_wait_for_their_notices()
    {
        var server = new MailServer();
        await using var world = await DunningWorld.At(services: server.Join);
        var plan = await world.Plan(BillingWire.DunningFinalAction.Close);
        var late = await world.Subscribe("late", plan, TestCards.Lost);
        var away = await world.Subscribe("away", plan, TestCards.Lost);
        var refused = await world.Subscribe("refused", plan, TestCards.Lost);
        var bounced = await world.Subscribe("bounced", plan, TestCards.Lost);
        var after = await world.Subscribe("after", plan, TestCards.Lost);
        var silent = await world.Subscribe("silent", plan, TestCards.Lost);
        server.Answer("silent", "final_notice", DeliveryResult.Deferred("451 come again"));
        server.Answer("late", Notice, DeliveryResult.Deferred("451 come again"));
        server.Answer("away", Notice, DeliveryResult.Deferred("421 not now"));
        server.Answer("refused", Notice, DeliveryResult.Refused("550 no such mailbox", address: true));

        await world.Live();
        await world.WalkTo(12);
        // The last try is a day after the first: this server takes it then.
        server.Answer("late", Notice, null);
        await Report(world, "bounced", DeliveryKind.Bounced);
        await world.WalkTo(16);
        await Report(world, "after", DeliveryKind.Bounced);
        server.Answer("away", Notice, null);
        server.Answer("refused", Notice, null);
        await world.Live();
        foreach (var order in new[] { refused, bounced, after })
        {
            var stopped = await world.Case(order);
            (stopped.State, stopped.Attention).ShouldBe((BillingWire.DunningState.Paused, BillingWire.DunningAttention.MailBounced), order.CustomerName);
            await world.World.Dunning.ResumeDunningCaseAsync(new() { Id = stopped.Id });
        }

        await world.Live();
        await world.WalkTo(22);
        server.Answer("silent", "final_notice", null);
        await world.WalkTo(28);

        var diaries = await world.Diaries();
        string[] before = ["0: charge 1 unknown, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED", "3: mail payment_failed_2", "7: banner, mail payment_failed_3"];
        string[] usual = [.. before, "11: mail restriction_notice", "14: restrict, restricted, Restricted UNPAID"];
        string[] anew = ["16: mail restriction_notice, case resumed", "19: restrict, restricted, Restricted UNPAID", .. End(23)];
        diaries[late.Id].ShouldBe([.. usual, .. End(18)], "late");
        diaries[away.Id].ShouldBe(
            [
                .. before, "11: mail restriction_notice", "14: restrict, withheld restrict NO_NOTICE",
                "17: mail restriction_notice, case resumed, withheld restrict NOTICE_LATE, withheld restrict NOT_YET", "20: restrict, restricted, Restricted UNPAID", .. End(24),
            ],
            "away");
        diaries[silent.Id].ShouldBe(
            [
                .. usual, "18: mail final_notice", "21: exhausted close, withheld close NO_NOTICE",
                "23: mail final_notice, case resumed, withheld close NOTICE_LATE, withheld close NOT_YET", "26: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED",
            ],
            "silent");
        diaries[refused.Id].ShouldBe([.. before, "11: mail restriction_notice, case mail_bounced", .. anew], "refused");
        diaries[bounced.Id].ShouldBe([.. before, "11: mail restriction_notice", "12: case mail_bounced", .. anew], "bounced");
        diaries[after.Id].ShouldBe([.. usual, "16: case mail_bounced, case resumed", .. End(18)], "bounced after the restriction");
    }

    private static string[] End(int day) => [$"{day}: mail final_notice", $"{day + 3}: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED"];

    private static async Task Report(DunningWorld world, string who, DeliveryKind kind) => await world.World.MailReports.ReportDeliveryAsync(new()
    {
        MailId = (await NoticeOf(world, who)).Id, Kind = kind, Permanent = true, Diagnostic = "550 mailbox full",
    });

    private static async Task<Mail> NoticeOf(DunningWorld world, string who) =>
        (await world.Mails()).Single(mail => mail.Template == Notice && mail.To == $"{who}@example.com");
}
