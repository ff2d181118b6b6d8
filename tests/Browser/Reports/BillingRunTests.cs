using System.Globalization;
using Testing.Processes;

namespace Browser.Tests.Reports;

/// <summary>How far the billing is, what failed, and the way to try that again.</summary>
public sealed class BillingRunTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Staff_see_done_left_failed_and_rate_and_go_to_what_was_given_up()
    {
        var quotation = await Given.Quotation();
        var order = Guid.Parse(quotation.Id);
        var began = DateTime.UtcNow.AddMinutes(-2);
        ParkedRows.BillingBatch(House.Data, began, 200);
        ParkedRows.BillingBatch(House.Data, began.AddSeconds(2), 249);
        ParkedRows.DueOrder(House.Data, order, "Period 7 has no price.");
        try
        {
            var page = await Staff();
            await page.GotoAsync("/admin/billing-run");

            // Orders of other tests may have been billed beside these.
            var done = int.Parse((await page.Locator("#run-done").InnerTextAsync()).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            done.ShouldBeGreaterThanOrEqualTo(449);
            await Expect(page.Locator("#run-left")).ToHaveTextAsync("0");
            await Expect(page.Locator("#run-failed")).ToHaveTextAsync("1");
            var progress = page.GetByRole(AriaRole.Progressbar, new() { Name = $"{done:N0} of {done + 1:N0}" });
            await Expect(progress).ToHaveAttributeAsync("value", $"{done}");
            await Expect(progress).ToHaveAttributeAsync("max", $"{done + 1}");
            await Expect(page.Locator("#billing-runs tbody tr").First).ToContainTextAsync(done.ToString("N0", CultureInfo.InvariantCulture));

            await Expect(page.Locator("#failed-orders")).ToContainTextAsync("Period 7 has no price.");
            (await Axe.Violations(page)).ShouldBeEmpty();
            await page.GetByRole(AriaRole.Link, new() { Name = "Look at it and retry" }).ClickAsync();
            await Expect(page.Locator("main")).ToContainTextAsync("start-periods");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry" })).ToBeVisibleAsync();
        }
        finally
        {
            ParkedRows.NothingDue(House.Data, order);
        }
    }
}
