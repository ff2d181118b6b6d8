using System.Text.RegularExpressions;
using Contracts.Billing.V1;

namespace Standalone.Tests;

/// <summary>A trial installation's time moves ahead in the admin, day by day, and everything that falls due happens.</summary>
public sealed partial class TestClockTests
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
            await Eventually.Async(async () => (await admin.Page()).Contains("Days passed: 62 of 62", StringComparison.Ordinal), "the journey to end", Bound);

            // The token of before, for both surfaces: nobody is signed out by the business's time.
            await Eventually.Async(async () => (await Invoices(client, order)).Count == 3, "the invoices of three periods", Bound);
            (await Invoices(client, order)).Select(i => i.IssueDate).ShouldBe((await Invoices(client, order)).Select(i => i.PeriodStart), "each was made on its day");
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

    /// <summary>The first administrator, with no more of a browser than its cookies.</summary>
    private sealed partial class AdminBrowser : IDisposable
    {
        private static readonly Uri Clock = new("/admin/test-clock", UriKind.Relative);
        private readonly HttpClient _http;

        private AdminBrowser(Uri gateway) => _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = gateway };

        public static async Task<AdminBrowser> SignIn(Ready ready)
        {
            var browser = new AdminBrowser(ready.Gateway);
            (await browser._http.SignInByAsync(ready.AdminLink.ToString())).EnsureSuccessStatusCode();
            return browser;
        }

        public async Task<string> Page() => await _http.GetStringAsync(Clock);

        public async Task<System.Net.HttpStatusCode> Status() => (await _http.GetAsync(Clock)).StatusCode;

        public async Task<string> Post(string days)
        {
            var token = TokenRegex().Match(await Page()).Groups[1].Value;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "advance", ["__RequestVerificationToken"] = token, ["days"] = days,
            });
            using var response = await _http.PostAsync(Clock, form);
            return await response.Content.ReadAsStringAsync();
        }

        public async Task Advance(int days) => (await Post($"{days}")).ShouldNotContain("Enter 1 to 400 days.");

        public async Task<DateTimeOffset> BusinessTime() =>
            DateTimeOffset.Parse(System.Net.WebUtility.HtmlDecode(TimeRegex().Match(await Page()).Groups[1].Value), System.Globalization.CultureInfo.InvariantCulture);

        public void Dispose() => _http.Dispose();

        [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
        private static partial Regex TokenRegex();

        [GeneratedRegex("""id="business-time"><time datetime="([^"]+)""")]
        private static partial Regex TimeRegex();
    }
}
