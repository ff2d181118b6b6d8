using System.Text;

namespace Browser.Tests.Payments;

/// <summary>Paying by card in the portal, and what staff see of it.</summary>
public sealed class CardTests(House house) : BrowserTest(house)
{
    private const string Good = "5555 5555 5555 4444";
    private const string Empty = "4000 0000 0000 9995";

    [Fact]
    public async Task A_card_that_is_added_pays_the_open_invoice_and_its_number_is_kept_nowhere()
    {
        var order = await Given.RunningOrder();
        var invoice = await InvoicePage(order);
        await invoice.GetByRole(AriaRole.Link, new() { Name = "Pay by card" }).ClickThrough();

        await AddCard(invoice, Good);
        await Expect(invoice.Locator("#payment-methods tbody tr")).ToContainTextAsync("Mastercard •••• 4444");
        await Expect(invoice.Locator("#payment-methods tbody tr")).ToContainTextAsync("Default");
        (await Axe.Violations(invoice)).ShouldBeEmpty();
        await invoice.GotoAsync($"/portal/invoices/{await InvoiceId(order)}");
        await ReloadUntil(invoice, "#main .tag-green");

        await Expect(invoice.Locator("#payment-state")).ToHaveCountAsync(0);
        (await Given.ChatterWith(order, "PAYMENT_REGISTERED")).ShouldHaveSingleItem();
        var number = Good.Replace(" ", "", StringComparison.Ordinal);
        House.Log.ShouldNotContain(number);
        foreach (var file in Directory.EnumerateFiles(House.Data, "*", SearchOption.AllDirectories))
        {
            Contains(file, number).ShouldBeFalse(file);
        }
    }

    [Fact]
    public async Task A_payment_that_failed_says_why_and_can_be_retried_by_customer_and_staff()
    {
        var order = await Given.RunningOrder();
        var page = await InvoicePage(order);
        await page.GotoAsync("/portal/payment-methods");
        await AddCard(page, Empty);
        await page.GotoAsync($"/portal/invoices/{await InvoiceId(order)}");
        await ReloadUntil(page, "#payment-state.banner-warning");

        await Expect(page.Locator("#payment-state")).ToContainTextAsync("There was not enough money on the card.");
        (await Axe.Violations(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry the payment" }).ClickAsync();
        await Attempts(order, 2);
        var admin = await AdminOrder(order);
        var attempts = admin.Page.Locator("[data-attempt=Failed]");
        await Expect(attempts).ToHaveCountAsync(2);
        await Expect(attempts.First).ToContainTextAsync("There was not enough money on the card.");
        (await Axe.Violations(admin.Page)).ShouldBeEmpty();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Retry the payment" }).ClickAsync();
        await Attempts(order, 3);

        (await Given.ChatterWith(order, "PAYMENT_FAILED")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_card_that_is_no_test_card_is_refused_and_not_shown_again()
    {
        var page = await Portal(await Given.Customer());
        await page.GotoAsync("/portal/payment-methods");

        await AddCard(page, "4111 1111 1111 1111");

        await Expect(page.Locator("#card_number-error, #card-number-error")).ToContainTextAsync("This is none of the test cards.");
        await Expect(page.GetByLabel("Card number")).ToHaveValueAsync("");
        await Expect(page.Locator("#payment-methods")).ToContainTextAsync("There is no card yet.");
    }

    private async Task<IPage> InvoicePage(Order order)
    {
        var page = await Portal(order.Customer);
        await page.GotoAsync($"/portal/invoices/{await InvoiceId(order)}");
        return page;
    }

    private async Task<string> InvoiceId(Order order) => (await Given.Invoice(order)).Text("id");

    private static async Task AddCard(IPage page, string number)
    {
        await page.GetByLabel("Card number").FillAsync(number);
        await page.GetByLabel("Expiry (month/year)").FillAsync("12/30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickThrough();
    }

    private static Task ReloadUntil(IPage page, string shows) => Eventually.Async(
        async () =>
        {
            await page.ReloadAsync();
            return await page.Locator(shows).CountAsync() > 0;
        },
        $"{shows} to be shown");

    private Task Attempts(Order order, int failed) => Eventually.Async(
        async () => (await Given.Invoice(order)).List("attempts").Count(each => each!.AsObject().Text("state").EndsWith("FAILED", StringComparison.Ordinal)) == failed,
        $"{failed} attempts to have failed");

    private static bool Contains(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
