namespace Browser.Tests.Safety;

/// <summary>HTML and script in whatever people may type is text: shown as it was typed, never run.</summary>
public sealed class HostileTextTests(House house) : BrowserTest(house)
{
    private const string Image = "<img src=x onerror=alert(1)>";
    private const string Script = "</textarea></title><script>alert(2)</script>\"'>";

    [Fact]
    public async Task A_customer_and_a_plan_that_are_named_by_HTML_are_shown_by_their_names()
    {
        var customer = await Given.Customer(name: $"{Image} {Business.Unique()}");
        var running = await Given.RunningOrder(customer, await Given.Plan(name: $"{Script} {Business.Unique()}"));
        var invoice = (await Given.Invoice(running)).Text("id");

        var staff = await Staff();
        await Shows(staff, $"/admin/subscriptions?q={running.Number}", Image, Script);
        await Shows(staff, $"/admin/subscriptions/{running.Id}", Image, Script);
        await Shows(staff, $"/admin/customers?q={Uri.EscapeDataString(customer.Email)}", Image);
        await Shows(staff, $"/admin/customers/{customer.Id}", Image, Script);
        await Shows(staff, $"/admin/plans/{running.Plan.Id}", Script);

        var portal = await Portal(customer);
        await Shows(portal, "/portal/subscriptions", Image, Script);
        await Shows(portal, $"/portal/subscriptions/{running.Id}", Image, Script);
        await Shows(portal, $"/portal/invoices/{invoice}", Image, Script);

        var preview = await Stranger();
        await preview.SignInBy(await Given.PortalLink(customer, preview: true));
        await Shows(preview, $"/portal/subscriptions/{running.Id}", Image);
    }

    [Fact]
    public async Task Reasons_and_comments_of_HTML_are_shown_as_text()
    {
        var reason = await Given.Reason($"{Image} {Business.Unique()}");
        var running = await Given.RunningOrder();
        var portal = await PortalOrder(running);
        var dialog = await portal.OpenDialog();
        await dialog.Reason.SelectOptionAsync(new SelectOptionValue { Label = reason.Label });
        await dialog.Comment.FillAsync(Script);
        await dialog.Submit.ClickAsync();
        await Expect(portal.Side).ToContainTextAsync(Image);

        var admin = await AdminOrder(running);
        await admin.ReloadUntilChatterShows("Closed");
        await Expect(admin.CloseReason).ToContainTextAsync(Image);
        await Expect(admin.Entries("Closed")).ToContainTextAsync(Image);
        await Expect(admin.Page.Locator("main")).ToContainTextAsync(Script);
        await Shows(admin.Page, "/admin/close-reasons", Image);
    }

    [Fact]
    public async Task A_reason_of_HTML_that_staff_typed_is_shown_as_text()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync(Image + Script);
        await dialog.Submit.ClickAsync();

        await Expect(order.CloseReason).ToContainTextAsync(Image + Script);
    }

    [Fact]
    public async Task Notes_of_HTML_are_shown_as_text_to_staff_and_customers()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);

        await order.Chatter.GetByLabel("Note", new() { Exact = true }).FillAsync(Image + Script);
        await order.Chatter.GetByLabel("Visible to customer").CheckAsync();
        await order.Chatter.GetByRole(AriaRole.Button, new() { Name = "Post note" }).ClickAsync();

        await Expect(order.Entries("Note")).ToContainTextAsync(Image + Script);
        await Expect((await PortalOrder(running)).History).ToContainTextAsync(Image + Script);
    }

    [Fact]
    public async Task A_mail_to_a_customer_who_is_named_by_HTML_runs_nothing()
    {
        var running = await Given.RunningOrder(await Given.Customer(name: $"{Image} {Business.Unique()}"));
        await Given.Close(running, await Given.Reason());
        var mail = (await Given.MailsTo(running.Customer, "subscription_closed"))[0];
        var page = await Staff();

        await page.GotoAsync($"/admin/mailbox/{mail}");

        await Expect(page.FrameLocator("iframe").Locator("body")).ToContainTextAsync(Image);
        await Expect(page.FrameLocator("iframe").Locator("img[src=x]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/admin/subscriptions?q=")]
    [InlineData("/admin/customers?q=")]
    [InlineData("/admin/plans?q=")]
    [InlineData("/admin/mailbox?q=")]
    [InlineData("/admin/subscriptions?stage=")]
    [InlineData("/admin/subscriptions?page=")]
    [InlineData("/admin/help/")]
    public async Task HTML_in_an_address_stays_text(string address)
    {
        var page = await Staff();

        await page.GotoAsync(address + Uri.EscapeDataString($"\"{Image}{Script}"));

        await Expect(page.Locator("main img[src=x], main script")).ToHaveCountAsync(0);
        await Expect(page.Locator("main")).ToBeVisibleAsync();
    }

    private static async Task Shows(IPage page, string path, params string[] texts)
    {
        await page.GotoAsync(path);
        foreach (var text in texts)
        {
            await Expect(page.Locator("body")).ToContainTextAsync(text);
        }

        await Expect(page.Locator("img[src=x], script:not([src$='/screens.js'])")).ToHaveCountAsync(0);
    }
}
