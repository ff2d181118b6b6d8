namespace Browser.Tests.Closing;

/// <summary>The confirmation that the customer gets.</summary>
public sealed class ClosingMailTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "ltr", "Customer portal", "Hello")]
    [InlineData("vi", "ltr", "Cổng thông tin khách hàng", "Xin chào")]
    [InlineData("fa", "rtl", "پورتال مشتری", "سلام")]
    [InlineData("it", "ltr", "Portale clienti", "Ciao")]
    [InlineData("pl", "ltr", "Portal klienta", "Dzień dobry")]
    public async Task The_mailbox_shows_the_closing_mail_in_the_customers_language(string language, string direction, string portal, string greeting)
    {
        var running = await Given.RunningOrder(await Given.Customer(language));
        await Given.Close(running, await Given.Reason());
        var page = await Staff();

        await page.GotoAsync($"/admin/mailbox?q={running.Customer.Email}");
        await page.Locator($"a[href='/admin/mailbox/{(await Given.MailsTo(running.Customer, "subscription_closed")).Single()}']").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(running.Number);
        var mail = page.FrameLocator("iframe");
        await Expect(mail.Locator("body")).ToContainTextAsync(greeting);
        await Expect(mail.Locator("body")).ToContainTextAsync(running.Customer.Name);
        await Expect(mail.Locator($"html[lang={language}]")).ToHaveCountAsync(1);
        (await mail.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).direction")).ShouldBe(direction);
        await Expect((await Portal(running.Customer)).Locator(".portal-mark")).ToHaveTextAsync(portal);
    }
}
