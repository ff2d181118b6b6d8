using System.Text.Json.Nodes;

namespace Browser.Tests.Closing;

/// <summary>Closed orders that come back, terms that are renewed, and what a plan and a quotation say of both.</summary>
public sealed class ComingBackTests(House house) : BrowserTest(house)
{
    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task Staff_see_what_a_reactivation_does_and_do_it()
    {
        var running = await Given.RunningOrder(start: Today.AddDays(-10));
        await Given.Close(running, await Given.Reason());
        var order = await AdminOrder(running);
        // A close of a moment ago may be undone as well.
        await Expect(order.Page.Locator("#reversible-close")).ToBeVisibleAsync();

        await order.Bar.GetByRole(AriaRole.Button, new() { Name = "Reactivate" }).ClickAsync();
        var dialog = order.Page.Locator("#reactivate-dialog");
        await Expect(dialog.Locator("#reactivation-effect")).ToContainTextAsync("40.00");
        await Expect(dialog).ToContainTextAsync("the close can be undone instead");
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();

        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        await Expect(order.CloseReason).Not.ToBeVisibleAsync();
        await order.ReloadUntilChatterShows("Reactivated");
    }

    [Fact]
    public async Task A_customer_comes_back_where_the_plan_says_so()
    {
        var plan = await Given.Plan(switches: ["reactivatable"]);
        var running = await Given.RunningOrder(plan: plan, start: Today.AddDays(-10));
        await Given.Close(running, await Given.Reason());
        var order = await PortalOrder(running);

        await order.Side.GetByRole(AriaRole.Button, new() { Name = "Reactivate subscription" }).ClickAsync();
        await order.Page.Locator("#reactivate-dialog button[type=submit].button-primary").ClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("In Progress");
    }

    [Fact]
    public async Task A_customer_renews_a_term_that_is_about_to_end()
    {
        var plan = await Given.Plan(switches: ["renewable"], terms: new JsonObject { ["termPeriods"] = 1, ["renewNoticeDays"] = 365 });
        var running = await Given.RunningOrder(plan: plan);
        await Given.ChatterWith(running, "TO_RENEW");
        var order = await PortalOrder(running);
        await Expect(order.Page.Locator("#to-renew")).ToBeVisibleAsync();

        await order.Side.GetByRole(AriaRole.Button, new() { Name = "Renew subscription" }).ClickAsync();
        await Expect(order.Page.Locator("#renewal-effect")).ToContainTextAsync("Renewed until");
        await order.Page.Locator("#renew-dialog button[type=submit].button-primary").ClickAsync();

        await Expect(order.Page.Locator("#to-renew")).Not.ToBeVisibleAsync();
        await Expect(order.Tag).ToHaveTextAsync("In Progress");
        await Given.ChatterWith(running, "RENEWED");
    }

    [Fact]
    public async Task A_plan_offers_terms_and_a_quotation_may_change_them()
    {
        var plan = await Given.Plan(terms: new JsonObject { ["trialDays"] = 14 });
        var quotation = await Given.Quotation(plan: plan);
        var page = await Staff();
        await page.GotoAsync($"/admin/plans/{plan.Id}");
        await Expect(page.Locator("#trial_days")).ToHaveValueAsync("14");
        await page.Locator("#billing_day").FillAsync("32");
        await page.Locator("form[action$='/plans/" + plan.Id + "'] button[type=submit].button-primary").ClickAsync();
        await Expect(page.Locator("#billing_day-error")).ToBeVisibleAsync();

        await page.GotoAsync($"/admin/subscriptions/{quotation.Id}/edit");
        await Expect(page.Locator("#trial_days")).ToHaveValueAsync("14");
        await page.Locator("#trial_days").FillAsync("30");
        await page.Locator("#term_periods").FillAsync("12");
        await page.Locator("form.fields button[type=submit].button-primary").ClickThrough();
        var order = await AdminOrderPage.Open(page, quotation);
        await order.ConfirmButton.ClickAsync();

        await Expect(order.Page.Locator("#trial")).ToContainTextAsync("Trial until");
        await Expect(order.Page.Locator("#term-end")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_start_ahead_and_a_start_in_the_past_are_set_on_the_form()
    {
        var ahead = await Given.Quotation();
        var page = await Staff();
        await page.GotoAsync($"/admin/subscriptions/{ahead.Id}/edit");
        await page.Locator("#start_date").FillAsync(Business.Iso(Today.AddYears(6)));
        await page.Locator("form.fields button[type=submit].button-primary").ClickAsync();
        await Expect(page.Locator("#start_date-error")).ToBeVisibleAsync();
        await page.Locator("#start_date").FillAsync(Business.Iso(Today.AddDays(40)));
        await page.Locator("form.fields button[type=submit].button-primary").ClickThrough();
        var order = await AdminOrderPage.Open(page, ahead);
        await order.ConfirmButton.ClickAsync();
        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        var next = (await Given.Subscription(ahead))["nextInvoiceDate"]!;
        new DateOnly((int)next["year"]!, (int)next["month"]!, (int)next["day"]!).ShouldBe(Today.AddDays(40));

        var past = await Given.RunningOrder(start: Today.AddDays(-70));
        await (await AdminOrder(past)).ReloadUntilChatterShows("InvoiceIssued");
        // In the portal too: each missed period has its invoice.
        var portal = await PortalOrder(past);
        await Eventually.Async(
            async () =>
            {
                await portal.Page.ReloadAsync();
                return await portal.Page.Locator("#invoices tbody tr").CountAsync() == 3;
            },
            "three invoices to be shown");
    }
}
