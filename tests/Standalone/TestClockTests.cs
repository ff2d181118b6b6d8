using Contracts.Billing.V1;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>A trial installation's time moves ahead in the admin, day by day, and everything that falls due happens.</summary>
public sealed class TestClockTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Two_months_ahead_bring_two_invoices_and_a_restart_stays_where_time_is()
    {
        using var data = new DataFolder();
        string order;
        DateTimeOffset then;
        await using (var process = await StandaloneProcess.Run(["--data", data.Path, .. StandaloneProcess.Ports(), "--no-demo", "--test-clock"]).Started())
        {
            using var client = await process.SignIn();
            var business = await Business.Open(client);
            order = (await business.Confirm(await business.Quote("one", daysAgo: 0), "one")).Id;

            using var admin = await AdminBrowser.SignIn(await process.Ready());
            await admin.Advance(62);
            await admin.Arrived(62, Bound);

            // The token of before, for both surfaces: nobody is signed out by the business's time.
            await Eventually.Async(async () => (await Invoices(client, order)).Count == 3, "the invoices of three periods", Bound);
            // Late in the evening it is still the day before where the business is.
            (await Invoices(client, order)).Select(invoice => invoice.PeriodStart.ToDateOnly()!.Value.DayNumber - invoice.IssueDate.ToDateOnly()!.Value.DayNumber)
                .ShouldAllBe(daysBefore => daysBefore == 0 || daysBefore == 1, "each was made on its day");
            (await client.Http.GetAsync(new Uri("/admin/api/v1/subscriptions", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
            then = await admin.BusinessTime();
            then.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddDays(61));
            process.Signal("TERM");
            (await process.Exited()).ShouldBe(0, process.Output);
        }

        await using var refused = StandaloneProcess.Run(["--data", data.Path, .. StandaloneProcess.Ports(), "--no-demo"]);
        (await refused.Exited()).ShouldBe(1);
        refused.Output.ShouldContain("--test-clock");

        await using var again = await StandaloneProcess.Run(["--data", data.Path, .. StandaloneProcess.Ports(), "--no-demo", "--test-clock"]).Started();
        using var admin2 = await AdminBrowser.SignIn(await again.Ready());
        (await admin2.BusinessTime()).ShouldBeGreaterThanOrEqualTo(then);
    }

    [Fact]
    public async Task What_is_no_number_of_days_moves_nothing()
    {
        using var data = new DataFolder();
        await using var process = await StandaloneProcess.Run(["--data", data.Path, .. StandaloneProcess.Ports(), "--no-demo", "--test-clock"]).Started();
        using var admin = await AdminBrowser.SignIn(await process.Ready());

        foreach (var days in (string[])["0", "401", "soon"])
        {
            (await admin.Post(days)).ShouldContain("Enter 1 to 400 days.");
        }

        (await admin.BusinessTime()).ShouldBeLessThan(DateTimeOffset.UtcNow.AddHours(1));
    }

    [Fact]
    public async Task Without_the_option_there_is_no_such_screen()
    {
        using var data = new DataFolder();
        await using var process = await StandaloneProcess.Start(data.Path);
        using var admin = await AdminBrowser.SignIn(await process.Ready());

        (await admin.Status()).ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<Invoice>> Invoices(StandaloneClient client, string order) =>
        (await client.Client<InvoiceService.InvoiceServiceClient>().ListInvoicesAsync(new ListInvoicesRequest { SubscriptionId = order })).Invoices;
}
