using System.Text.RegularExpressions;

namespace Browser.Tests.Payments;

/// <summary>SPEC A4 43: the bank's confirmation as a step of paying, from each page that leads to it.</summary>
public sealed partial class ConfirmPaymentTests(House house) : BrowserTest(house)
{
    private const string Confirmed = "4000 0000 0000 3184";
    private const string Declined = "4000 0000 0000 3178";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A4_43_The_mails_link_leads_to_the_bank_and_says_what_came_of_it(bool javaScript)
    {
        var order = await Unconfirmed(Confirmed);
        var page = await Stranger(Look.Usual with { JavaScript = javaScript });
        await page.GotoAsync(Link().Match((await Given.MailIn(House.Data, order.Customer, "payment_failed_1")).Text).Value);
        await Expect(page.Locator("#account")).ToContainTextAsync("The bank asks for the payment to be confirmed.");
        await Expect(page.Locator("#retry-payment")).ToHaveCountAsync(0);
        await ShouldBeAccessible(page, javaScript);
        await Shot(page, "confirm-link");

        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm with your bank" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sandbox bank");
        await Expect(page.Locator("#main")).ToContainTextAsync("€40.00");
        await ShouldBeAccessible(page, javaScript);
        await Shot(page, "confirm-bank");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go back without an answer" }).ClickAsync();
        await Expect(page.Locator("#done")).ToHaveTextAsync("Your bank still waits for your confirmation.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm with your bank" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm the payment" }).ClickAsync();

        await Expect(page.Locator("#done")).ToHaveTextAsync("The payment went through. Thank you.");
        (await Given.Invoice(order)).Text("state").ShouldEndWith("PAID");
        (await Given.ChatterWith(order, "CONFIRMATION_REQUESTED")).ShouldHaveSingleItem();
        (await Given.Chatter(order)).ToJsonString().ShouldNotContain("PAYMENT_FAILED");
    }

    [Fact]
    public async Task A4_43_A_payment_that_is_declined_after_the_confirmation_says_why()
    {
        var order = await Unconfirmed(Declined);
        var page = await Portal(order.Customer);
        await page.GotoAsync("/portal/recovery");
        await Shot(page, "confirm-recovery");

        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm with your bank" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm the payment" }).ClickAsync();

        var outcome = page.Locator("[data-invoice]");
        await Expect(outcome).ToContainTextAsync("was declined.");
        await Expect(outcome).ToContainTextAsync("There was not enough money on the card. Once there is enough money, retry; or use another card.");
    }

    [Fact]
    public async Task A4_43_A_confirmation_that_is_given_up_is_told_as_such_and_can_be_retried()
    {
        var order = await Unconfirmed(Confirmed);
        var page = await Portal(order.Customer);
        await page.GotoAsync($"/portal/invoices/{(await Given.Invoice(order)).Text("id")}");
        await Expect(page.Locator("#payment-state")).ToContainTextAsync("No money was taken yet.");
        await Shot(page, "confirm-invoice");

        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm with your bank" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Do not confirm" }).ClickAsync();

        await Expect(page.Locator("#payment-state")).ToContainTextAsync("The payment was not confirmed with the bank. Retry and confirm it with your bank, or use another card.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry the payment" })).ToBeVisibleAsync();
    }

    /// <summary>An order whose invoice is charged to that card, and waits.</summary>
    private async Task<Order> Unconfirmed(string number)
    {
        var order = await Given.RunningOrder();
        var page = await Portal(order.Customer);
        await page.GotoAsync("/portal/payment-methods");
        await page.GetByLabel("Card number").FillAsync(number);
        await page.GetByLabel("Expiry (month/year)").FillAsync("12/30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickThrough();
        await Eventually.Async(
            async () => (await Api.Get($"dunning-cases?subscriptionId={order.Id}")).List("cases").Count > 0, "the case to be opened");
        return order;
    }

    /// <summary>Where scripts are off, those of the check would be waited for without an end.</summary>
    private static async Task ShouldBeAccessible(IPage page, bool javaScript)
    {
        if (javaScript)
        {
            (await Axe.Violations(page)).ShouldBeEmpty();
        }
    }

    private static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TESTS_ARTIFACTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    [GeneratedRegex("/portal/pay/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
