namespace Browser.Tests.Pictures;

/// <summary>Pictures of the main pages, in the demo business: the documentation's own (see screenshots.sh), and others for the eye.</summary>
public sealed class PictureTests(House house) : BrowserTest(house)
{
    public static TheoryData<string, string, bool, int> Looks => new()
    {
        { "en", "en", false, 1400 }, { "fa", "fa", false, 1400 }, { "en", "dark", true, 1400 }, { "en", "narrow", false, 360 },
    };

    [Fact]
    public async Task The_admin_order_of_the_documentation()
    {
        var closed = await ClosedDemoOrder();
        var order = await AdminOrder(closed, new Look(Width: 1400, Height: 950));
        await Expect(order.Tag).ToHaveTextAsync("Churned");
        await Expect(order.Entries("Closed")).ToBeVisibleAsync();
        await Expect(order.Entries("PaymentRegistered")).ToBeVisibleAsync();
        await Expect(order.Entries("InvoiceIssued")).ToBeVisibleAsync();

        await Gallery.Take(order.Page, "admin-order");
    }

    [Fact]
    public async Task The_portal_dialog_of_the_documentation()
    {
        var running = await DemoOrder("emma.clarke@example.com");
        var order = await PortalOrder(running, new Look(Width: 1200, Height: 800));
        await order.OpenDialog();

        await Gallery.Take(order.Page, "portal-close");
    }

    [Fact]
    public async Task The_pass_report_of_the_documentation()
    {
        var template = await Given.PassTemplate("Yoga, eight classes", new() { ["classTypeId"] = "" });
        foreach (var (name, visits, days) in new[] { ("Anna Kowalska", 1, 3), ("Bruno Conti", 5, 12), ("Chiara Greco", 8, 20), ("Dang Thu Ha", 2, 45), ("Ewa Nowak", 0, 1) })
        {
            var pass = await Given.Pass(template, await Given.Customer(name: name));
            for (var i = 0; i < visits; i++)
            {
                await Given.Visit(pass);
            }

            await House.Age(pass, days);
        }

        var page = await Staff(new Look(Width: 1400, Height: 700));
        await Eventually.Async(
            async () =>
            {
                await page.GotoAsync("/admin/passes?state=all&q=eight");
                return await page.Locator("tr[data-state=expired]").CountAsync() == 1;
            },
            "one of them to expire");
        await Gallery.Take(page, "admin-passes");
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_main_pages(string language, string name, bool dark, int width)
    {
        var look = new Look(Language: language, Width: width, Dark: dark);
        var running = await DemoOrder("emma.clarke@example.com");
        var mail = (await Api.Get("mails?query=marek.wisniewski")).List("mails")[0]!.AsObject().Text("id");
        var staff = await Staff(look);
        foreach (var (path, page) in new[]
        {
            ("/admin/subscriptions", "orders"), ($"/admin/subscriptions/{running.Id}", "order"), ($"/admin/subscriptions/{running.Id}/close", "close"),
            ("/admin/plans", "plans"), ($"/admin/plans/{running.Plan.Id}", "plan"), ("/admin/close-reasons", "reasons"), ("/admin/coupons", "coupons"), ("/admin/tax-rates", "taxes"), ("/admin/billing-run", "run"), ("/admin/mailbox", "mailbox"), ($"/admin/mailbox/{mail}", "mail"),
        })
        {
            await staff.GotoAsync(path);
            await Gallery.Take(staff, $"{name}-admin-{page}");
        }

        var portal = await Portal(running.Customer, look);
        foreach (var (path, page) in new[] { ("/portal/subscriptions", "orders"), ($"/portal/subscriptions/{running.Id}", "order"), ($"/portal/subscriptions/{running.Id}/close", "close") })
        {
            await portal.GotoAsync(path);
            await Gallery.Take(portal, $"{name}-portal-{page}");
        }
    }

    private async Task<Order> DemoOrder(string email)
    {
        var customer = (await Api.Get($"customers?email={Uri.EscapeDataString(email)}")).List("customers")[0]!.AsObject();
        var order = (await Api.Get($"subscriptions?customerId={customer.Text("id")}&stages=in_progress")).List("subscriptions")[0]!.AsObject();
        return new Order(
            order.Text("id"), order.Text("number"), new Customer(customer.Text("id"), customer.Text("name"), email), new Plan(order.Text("planId"), ""));
    }

    /// <summary>The order of a demo customer who paid and leaves: a second one, so that it happens at each run.</summary>
    private async Task<Order> ClosedDemoOrder()
    {
        var model = await DemoOrder("giulia.ferrari@example.com");
        var order = await Given.RunningOrder(model.Customer, model.Plan);
        var admin = await AdminOrder(order);
        await admin.Invoices.GetByRole(AriaRole.Button, new() { Name = "Register payment" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Register payment" }).ClickThrough();
        await admin.ReloadUntilChatterShows("PaymentRegistered");
        var dialog = await admin.OpenDialog();
        await dialog.Reason.FillAsync("Switching to another provider");
        await dialog.Submit.ClickThrough();
        await admin.ReloadUntilChatterShows("MailSent");
        return order;
    }
}
