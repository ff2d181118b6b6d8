using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>Passes are sold on one page, and counted by themselves from then on.</summary>
public sealed class PassSaleTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "Price lists and passes", "Front desk", "Sell a pass", "Sell", "Check in", "8 of 8 classes left", "7 of 8 classes left", "€80.00")]
    [InlineData("pl", "Cenniki i abonamenty", "Recepcja", "Sprzedaj abonament", "Sprzedaj", "Zarejestruj wejście", "pozostało 8 z 8 zajęć", "pozostało 7 z 8 zajęć", "80,00 €")]
    public async Task A2_20_A_client_prepays_classes_and_what_is_left_and_until_when_is_counted_from_then_on(
        string language, string menu, string desk, string sale, string sell, string checkIn, string whole, string after, string price)
    {
        var customer = await Given.Customer();
        var template = await Given.SellableTemplate(Api, customer);
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = menu }).GetByRole(AriaRole.Link, new() { Name = desk }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = sale }).ClickAsync();

        await page.Locator("#customer").FillAsync($"{customer.Name}, {customer.Email}");
        await page.Locator("#template").SelectOptionAsync(template.Id);
        await Expect(page.Locator("#to-pay")).ToHaveTextAsync(price);
        await page.GetByRole(AriaRole.Button, new() { Name = sell, Exact = true }).ClickAsync();

        await Expect(page.Locator("#left")).ToHaveTextAsync(whole);
        await Expect(page.Locator("#invoice")).ToHaveAttributeAsync("data-state", "Paid");
        var pass = (await Api.Get($"passes?customerId={customer.Id}")).List("passes").Single()!.AsObject();
        await Expect(page.Locator("#pass-facts time")).ToHaveCountAsync(2);
        foreach (var (shown, kept) in new[] { (page.Locator("#pass-facts time").First, Day(pass, "startDate")), (page.Locator("#pass-facts time").Last, Day(pass, "endDate").AddDays(-1)) })
        {
            await Expect(shown).ToHaveAttributeAsync("datetime", $"{kept:yyyy-MM-dd}");
        }

        Day(pass, "endDate").ShouldBe(Day(pass, "startDate").AddMonths(1));

        await page.GetByRole(AriaRole.Link, new() { Name = desk, Exact = true }).First.ClickAsync();
        await page.Locator("#client").FillAsync(customer.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = checkIn, Exact = true }).ClickAsync();

        await Expect(page.Locator("#checked-in")).ToContainTextAsync(after);
        (await Left(customer)).ShouldBe(7);
    }

    [Fact]
    public async Task A2_20_Another_pass_for_the_same_days_is_refused_with_the_one_in_the_way()
    {
        var customer = await Given.Customer();
        var sold = await Given.PassOf(customer);
        var page = await Sale(customer, sold.Template);

        await Submit(page);

        await Expect(page.Locator("#overlap")).ToContainTextAsync(sold.Number);
        await Expect(page.Locator("#overlap")).ToContainTextAsync($"{customer.Name} has a pass until");
        (await Api.Get($"passes?customerId={customer.Id}")).List("passes").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A2_21_A_template_that_is_not_Freestyle_takes_a_discount_only()
    {
        var customer = await Given.Customer();
        var page = await Sale(customer, await Given.SellableTemplate(Api, customer));
        await page.GetByText("Freestyle", new() { Exact = true }).ClickAsync();
        await page.Locator("#price").FillAsync("70");
        await Submit(page);
        await Expect(page.Locator("#price-error")).ToContainTextAsync("The template fixes this.");

        await page.Locator("#price").FillAsync("");
        await page.Locator("#discount").FillAsync("12.5%");
        await page.Locator("#payment").SelectOptionAsync("CardTerminal");
        await Submit(page);

        await Expect(page.Locator("#invoice")).ToContainTextAsync("12.5% × 80.00");
        await Expect(page.Locator("#invoice-totals")).ToContainTextAsync("Card at the desk");
        await Expect(page.Locator("#invoice")).ToHaveAttributeAsync("data-state", "Paid");
    }

    [Fact]
    public async Task A2_21_A_Freestyle_pass_is_adjusted_at_the_moment_of_sale_to_a_new_client()
    {
        var template = await Given.SellableTemplate(Api, await Given.Customer(), more: new JsonObject { ["freestyle"] = true });
        var unique = Business.Unique();
        var page = await Staff();
        await page.GotoAsync($"/admin/passes/new?template={template.Id}");
        await page.GetByText("New client", new() { Exact = true }).ClickAsync();
        await page.Locator("#new_name").FillAsync($"Eva {unique}");
        await page.Locator("#new_email").FillAsync($"{unique}@example.com");
        await page.Locator("#price").FillAsync("33");
        await page.Locator("#classes").FillAsync("3");
        await page.Locator("#unit").SelectOptionAsync("Week");
        await page.Locator("#count").FillAsync("2");
        await page.Locator("#payment").SelectOptionAsync("Transfer");

        await Submit(page);

        await Expect(page.Locator("#left")).ToHaveTextAsync("3 of 3 classes left");
        await Expect(page.Locator("#amount-due")).ToHaveTextAsync("€33.00");
        var kept = (await Api.Get($"passes?query={unique}")).List("passes").Single()!.AsObject();
        Day(kept, "endDate").ShouldBe(Day(kept, "startDate").AddDays(14));
    }

    [Fact]
    public async Task A2_20_A_new_client_is_entered_with_the_sale_and_not_by_one_that_is_refused()
    {
        var template = await Given.PassTemplate(terms: new JsonObject { ["start"] = "PASS_START_CHOSEN" });
        await Eventually.Async(
            async () => (await Api.Answer($"passes:previewSale?newClientTimeZone=Europe/Rome&templateId={template.Id}")).Contains("start_date", StringComparison.Ordinal), "the template to be known");
        var unique = Business.Unique();
        var page = await Staff();
        await page.GotoAsync($"/admin/passes/new?template={template.Id}");
        await page.GetByText("New client", new() { Exact = true }).ClickAsync();
        await page.Locator("#new_name").FillAsync($"Eva {unique}");
        await page.Locator("#new_email").FillAsync($"{unique}@example.com");

        await Submit(page);
        await Expect(page.Locator("#start_date-error")).ToBeVisibleAsync();
        (await Api.Get($"customers?query={unique}")).List("customers").ShouldBeEmpty();

        await page.Locator("#start_date").FillAsync($"{DateTime.UtcNow:yyyy-MM-dd}");
        await Expect(page.Locator("#to-pay")).ToHaveTextAsync("€80.00");
        await page.Locator("#payment").SelectOptionAsync("CardOnFile");
        await Submit(page);
        await Expect(page.Locator("#payment-error")).ToContainTextAsync("no saved card");
        await page.Locator("#payment").SelectOptionAsync("Cash");
        await Submit(page);

        await Expect(page.Locator("#left")).ToHaveTextAsync("8 of 8 classes left");
        (await Api.Get($"customers?query={unique}")).List("customers").Count.ShouldBe(1);
    }

    private async Task<IPage> Sale(Customer customer, PassTemplate template)
    {
        var page = await Staff();
        await page.GotoAsync($"/admin/passes/new?customer={customer.Id}&template={template.Id}");
        return page;
    }

    private static Task Submit(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sell", Exact = true }).ClickThrough();

    private async Task<int> Left(Customer customer) => (await Api.Get($"passes?customerId={customer.Id}")).List("passes").Single()!["remainingClasses"]!.GetValue<int>();

    private static DateOnly Day(JsonObject pass, string field)
    {
        var day = pass[field]!.AsObject();
        return new DateOnly(day["year"]!.GetValue<int>(), day["month"]!.GetValue<int>(), day["day"]!.GetValue<int>());
    }
}
