namespace Browser.Tests.Coupons;

/// <summary>Coupons are configured, applied and taken off, and customers see what they take off.</summary>
public sealed class CouponTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_coupon_is_made_and_edited()
    {
        var code = Business.Unique();
        var page = await Staff();
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Configuration" }).GetByRole(AriaRole.Link, new() { Name = "Coupons" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true }).ClickAsync();
        await page.Locator("#code").FillAsync(code);
        await page.GetByLabel("English").FillAsync("Five off");
        await page.Locator("#kind").SelectOptionAsync("amount");
        await page.Locator("#amount_off").FillAsync("5.005");
        await page.Locator("#currency").FillAsync("eur");
        await Save(page);
        await Expect(page.Locator("#amount_off-error")).ToBeVisibleAsync();

        await page.Locator("#amount_off").FillAsync("5.50");
        await Save(page);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(code.ToUpperInvariant());
        await Expect(page.Locator("#amount_off")).ToHaveValueAsync("5.50");
        await page.Locator("#kind").SelectOptionAsync("percent");
        await page.Locator("#percent").FillAsync("12,5");
        await page.Locator("#duration").SelectOptionAsync("Periods");
        await page.Locator("#periods").FillAsync("4");
        await Save(page);
        await page.GotoAsync("/admin/coupons");
        await Expect(page.Locator("#coupons tr", new() { HasText = code.ToUpperInvariant() })).ToContainTextAsync("12.5% · periods: 4");
    }

    [Fact]
    public async Task Staff_apply_a_coupon_and_take_it_off_and_the_customer_sees_it()
    {
        var coupon = await Given.Coupon();
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        await order.Page.Locator("#coupons").GetByRole(AriaRole.Button, new() { Name = "Apply coupon" }).ClickAsync();
        var dialog = order.Page.Locator("#coupon-dialog");
        await dialog.Locator("#coupon-code").FillAsync("NO-SUCH-CODE");
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();
        await Expect(dialog.Locator("#coupon-code-error")).ToHaveTextAsync("There is no coupon with this code.");

        await dialog.Locator("#coupon-code").FillAsync(coupon.Code.ToLowerInvariant());
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();

        var row = order.Page.Locator($"#coupons tr[data-discount='{coupon.Code}']");
        await Expect(row).ToContainTextAsync("10% · periods: 3");
        await Expect(row).ToHaveAttributeAsync("data-state", "Ahead");
        await order.ReloadUntilChatterShows("CouponApplied");
        var portal = await PortalOrder(running);
        await Expect(portal.Page.Locator("dt.discount")).ToContainTextAsync("Spring sale");

        await order.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove coupon {coupon.Code}" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await order.ReloadUntilChatterShows("CouponRemoved");
    }

    [Fact]
    public async Task A_quotation_with_a_code_is_discounted_from_its_first_invoice_on()
    {
        var coupon = await Given.Coupon();
        var quotation = await Given.Quotation();
        var page = await Staff();
        await page.GotoAsync($"/admin/subscriptions/{quotation.Id}/edit");
        await page.Locator("#coupon_code").FillAsync(coupon.Code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#discounted-total")).ToHaveTextAsync("€36.00");

        await page.Locator("#order-bar").GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Given.ChatterWith(quotation, "INVOICE_ISSUED");
        var invoice = (await Given.Invoice(quotation)).Text("id");
        await page.GotoAsync($"/admin/invoices/{invoice}");

        await Expect(page.Locator($"[data-discount='{coupon.Code}']")).ToContainTextAsync("10% × 40.00");
        await Expect(page.Locator("#amount-due")).ToHaveTextAsync("€36.00");
    }

    private static Task Save(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
}
