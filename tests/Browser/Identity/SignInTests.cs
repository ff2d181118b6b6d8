using System.Text.RegularExpressions;

namespace Browser.Tests.Identity;

/// <summary>Who gets in, where to, and what strangers learn.</summary>
public sealed partial class SignInTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("/admin", "/admin/sign-in")]
    [InlineData("/admin/subscriptions", "/admin/sign-in")]
    [InlineData("/admin/close-reasons", "/admin/sign-in")]
    [InlineData("/portal", "/portal/sign-in")]
    [InlineData("/portal/subscriptions", "/portal/sign-in")]
    [InlineData("/portal/invoices", "/portal/sign-in")]
    public async Task Someone_who_is_not_signed_in_is_led_to_the_sign_in_page(string path, string signIn)
    {
        var page = await Stranger();

        await page.GotoAsync(path);

        new Uri(page.Url).AbsolutePath.ShouldBe(signIn);
        await Expect(page.GetByLabel("Email")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_customer_does_not_get_into_the_admin_view()
    {
        var page = await Portal(await Given.Customer());

        await page.GotoAsync("/admin/subscriptions");

        new Uri(page.Url).AbsolutePath.ShouldBe("/admin/sign-in");
    }

    [Fact]
    public async Task A_customer_who_opens_another_ones_order_is_told_that_it_was_not_found()
    {
        var foreign = await Given.RunningOrder();
        var page = await Portal(await Given.Customer());

        foreach (var path in new[] { $"/portal/subscriptions/{foreign.Id}", $"/portal/subscriptions/{foreign.Id}/close", $"/portal/invoices/{(await Given.Invoice(foreign)).Text("id")}" })
        {
            var answer = await page.GotoAsync(path);
            answer!.Status.ShouldBe(404, path);
            await Expect(page.Locator("main")).ToContainTextAsync("This could not be found.");
            await Expect(page.Locator("main")).Not.ToContainTextAsync(foreign.Plan.Name);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await OnPages(await Staff(), MainPages.NotFoundByStaff, IsNotFound);
        await OnPages(await Portal(await Given.Customer()), MainPages.NotFoundByCustomers, IsNotFound);
    }

    [Theory]
    [InlineData("/portal/sign-in")]
    [InlineData("/admin/sign-in")]
    public async Task Asking_for_a_link_is_answered_alike_for_known_and_unknown_addresses(string signIn)
    {
        var known = await Given.Customer();

        var toKnown = await AskForLink(signIn, known.Email);
        var toUnknown = await AskForLink(signIn, $"{Business.Unique()}@example.com");

        toUnknown.ShouldBe(toKnown);
        toKnown.ShouldContain("If this address is known, a link is on its way.");
    }

    [Fact]
    public async Task The_link_of_a_mail_signs_the_customer_in_once()
    {
        var customer = await Given.Customer();
        await AskForLink("/portal/sign-in", customer.Email);
        var link = await MailedLink(customer);
        var page = await Stranger();
        await page.SignInBy(link);
        await Expect(page.Locator(".portal-head")).ToContainTextAsync(customer.Name);

        var second = await Stranger();
        await second.GotoAsync(link);
        new Uri(second.Url).AbsolutePath.ShouldBe("/portal/sign-in");
        await Expect(second.Locator("#problem")).ToBeVisibleAsync();
        await Shows(await Staff(), customer, link);
    }

    [Theory]
    [InlineData("en", "ltr", "This link signs you in to the customer portal as:")]
    [InlineData("vi", "ltr", "Liên kết này đăng nhập bạn vào cổng thông tin khách hàng với tư cách:")]
    [InlineData("fa", "rtl", "این پیوند شما را با این نام وارد پورتال مشتری می‌کند:")]
    [InlineData("it", "ltr", "Questo link ti fa accedere al portale clienti come:")]
    [InlineData("pl", "ltr", "Ten link zaloguje Cię do portalu klienta jako:")]
    public async Task A_link_opens_a_page_in_its_holders_language_that_says_who_would_be_signed_in(string language, string direction, string words)
    {
        var signedIn = await Given.Customer();
        var holder = await Given.Customer(language);
        var page = await Portal(signedIn);

        await page.GotoAsync(await Given.PortalLink(holder));

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", direction);
        await Expect(page.Locator("main")).ToContainTextAsync(words);
        await Expect(page.Locator("#who")).ToContainTextAsync(holder.Name);
        await Expect(page.Locator("#who")).ToContainTextAsync($"{holder.Email[..1]}•••@example.com");
        await Expect(page.Locator("#replaces")).ToContainTextAsync(signedIn.Name);
        (await Axe.Violations(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_of_a_link_is_used_by_keyboard_and_without_script()
    {
        var customer = await Given.Customer();
        var page = await Stranger(Look.WithoutScript);
        await page.GotoAsync(await Given.PortalLink(customer));

        // To the content, over the languages' menu: the button is the first thing to press in it.
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#confirm button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".portal-head")).ToContainTextAsync(customer.Name);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var page = await Portal(await Given.Customer());

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickThrough();
        await page.GotoAsync("/portal/subscriptions");

        new Uri(page.Url).AbsolutePath.ShouldBe("/portal/sign-in");
    }

    [Fact]
    public async Task Staff_make_a_portal_link_for_a_customer_on_the_customers_page()
    {
        var customer = await Given.Customer();
        var page = await Staff();
        await page.GotoAsync($"/admin/customers/{customer.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Create portal link" }).ClickAsync();
        var link = await page.Locator("#portal-link-made a").GetAttributeAsync("href");

        var portal = await Stranger();
        await portal.SignInBy(link!);
        await Expect(portal.Locator(".portal-head")).ToContainTextAsync(customer.Name);
        await Expect(portal.Locator("#preview-notice")).ToHaveCountAsync(0);
    }

    /// <summary>The link as only its reader gets it: where no mail server is set up, in a file.</summary>
    private async Task<string> MailedLink(Customer customer) =>
        LinkPattern().Match((await Given.MailIn(House.Data, customer, "sign_in")).Text).Value;

    /// <summary>The mailbox shows that there is such a mail, says that its content is withheld, and shows no link, to people and programs alike.</summary>
    private async Task Shows(IPage staff, Customer customer, string link)
    {
        var token = new Uri(link).Segments[^1];
        await staff.GotoAsync($"/admin/mailbox?q={customer.Email}");
        var row = staff.GetByRole(AriaRole.Row, new() { Name = customer.Email });
        await Expect(row.Locator(".tag", new() { HasText = "Withheld" })).ToBeVisibleAsync();
        (await staff.ContentAsync()).ShouldNotContain(token);
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(staff.Locator("main")).ToContainTextAsync("withheld because it holds a secret");
        (await staff.ContentAsync()).ShouldNotContain(token);
        (await Api.Get($"mails/{(await Given.MailsTo(customer)).Single()!["id"]}")).ToJsonString().ShouldNotContain(token);
    }

    [GeneratedRegex(@"http://\S+/sign-in/\S+")]
    private static partial Regex LinkPattern();

    private static async Task IsNotFound(IPage page, string path)
    {
        (await page.ReloadAsync())!.Status.ShouldBe(404, path);
        await Expect(page.Locator("main")).ToContainTextAsync("This could not be found.");
    }

    private async Task<string> AskForLink(string signIn, string email)
    {
        var page = await Stranger();
        await page.GotoAsync(signIn);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send link" }).ClickAsync();
        await Expect(page.Locator("#sent")).ToBeVisibleAsync();
        return await page.Locator("main").InnerTextAsync();
    }
}
