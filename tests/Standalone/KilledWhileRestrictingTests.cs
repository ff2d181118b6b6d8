using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Contracts.Subscriptions.V1;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>SIGKILL on the days between a failed payment and the restriction: after the next start each retry, mail and step is there once.</summary>
public sealed class KilledWhileRestrictingTests(FailedPayment failed) : IClassFixture<FailedPayment>
{
    private const int Days = 15;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("charge.before-record:sandbox")]
    [InlineData("outbox.before-publish:SubscriptionRestricted")]
    public async Task Each_step_of_the_campaign_is_done_once(string moment)
    {
        using var data = failed.Copy();
        await using (var process = await FailedPayment.Start(data, moment))
        {
            using var admin = await AdminBrowser.SignIn(await process.Ready());
            await admin.Advance(Days);
            (await process.Exited(Bound)).ShouldBe(137, "SIGKILL");
        }

        data.LetLeasesEnd();
        await using var again = await FailedPayment.Start(data);
        using var goOn = await AdminBrowser.SignIn(await again.Ready());
        var left = Days - (int)Math.Round((await goOn.BusinessTime() - TimeProvider.System.GetUtcNow()).TotalDays);
        if (left > 0)
        {
            await goOn.Advance(left);
            await goOn.Arrived(left, Bound);
        }

        using var client = await again.SignIn();
        await Eventually.Async(async () => (await Access(client)).Level == AccessLevel.Restricted, "the restriction", Bound);
        await data.Settled();

        var dunning = client.Client<DunningService.DunningServiceClient>();
        var found = (await dunning.ListDunningCasesAsync(new ListDunningCasesRequest { SubscriptionId = failed.OrderId })).Cases.ShouldHaveSingleItem();
        var entries = (await dunning.GetDunningCaseAsync(new GetDunningCaseRequest { Id = found.Id })).Entries;
        entries.Select(e => e.Kind).Where(kind => kind != "delivered").ShouldBe(
            ["opened", "mail", "retry", "failed", "retry", "mail", "failed", "retry", "failed", "banner", "mail", "notice", "retry", "failed", "restrict", "restricted"], ignoreOrder: true);
        data.Charges().ShouldBe(5);
        data.Events("subscriptions", "SubscriptionRestricted").ShouldBe(1);
        (await client.Client<MailService.MailServiceClient>().ListMailsAsync(new ListMailsRequest { PageSize = 200 })).Mails
            .Select(mail => mail.Template).Where(template => template.StartsWith("payment_failed", StringComparison.Ordinal) || template == "restriction_notice")
            .Order(StringComparer.Ordinal).ShouldBe(["payment_failed_1", "payment_failed_2", "payment_failed_3", "restriction_notice"]);
    }

    private async Task<Access> Access(StandaloneClient client)
    {
        var order = await client.Client<SubscriptionService.SubscriptionServiceClient>().GetSubscriptionAsync(new GetSubscriptionRequest { Id = failed.OrderId });
        return await client.Client<AccessService.AccessServiceClient>().GetAccessAsync(new GetAccessRequest { CustomerId = order.CustomerId });
    }
}
