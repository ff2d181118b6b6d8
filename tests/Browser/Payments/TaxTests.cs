using System.Text.Json.Nodes;
using Browser.Tests.Pictures;

namespace Browser.Tests.Payments;

/// <summary>Tax rates from their form to the printed invoice.</summary>
public sealed class TaxTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_rate_is_set_up_dated_and_retired()
    {
        var code = Business.Unique();
        var page = await Staff();
        await page.GotoAsync("/admin/tax-rates");
        await page.GetByRole(AriaRole.Link, new() { Name = "New" }).ClickAsync();

        await page.Locator("#name-en").FillAsync($"Tax {code}");
        await page.Locator("#code").FillAsync(code);
        await page.Locator("#percent").FillAsync("7,75x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#percent-error")).ToContainTextAsync("percentage such as 22");
        await page.Locator("#percent").FillAsync("7,75");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#tax-percentages")).ToContainTextAsync("7.75%");

        await page.Locator("#valid_from").FillAsync($"{DateTime.UtcNow.Year + 1}-01-01");
        await page.Locator("#new-percent").FillAsync("100.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add percentage" }).ClickAsync();
        await Expect(page.Locator("#new-percent-error")).ToBeVisibleAsync();
        await page.Locator("#new-percent").FillAsync("8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add percentage" }).ClickAsync();
        await Expect(page.Locator("#tax-percentages tbody tr")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.Locator("#tax-percentages tbody tr")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickThrough();
        await page.GotoAsync("/admin/tax-rates");
        await Expect(page.Locator("#tax-rates tr", new() { HasText = code })).ToContainTextAsync("Retired");
    }

    [Fact]
    public async Task A_plan_takes_it_and_the_invoice_shows_it_to_staff_and_customer()
    {
        var rate = await Given.TaxRate();
        var plan = await Given.Plan();
        var page = await Staff();
        await page.GotoAsync($"/admin/plans/{plan.Id}");
        await page.Locator("#tax_code").SelectOptionAsync(rate.Code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#tax_code")).ToHaveValueAsync(rate.Code);
        await House.PlansAreFollowed();

        var order = await Given.RunningOrder(plan: plan);
        var invoice = await Given.Invoice(order);
        foreach (var (root, reader) in new[] { ("admin", page), ("portal", await Portal(order.Customer)) })
        {
            await reader.GotoAsync($"/{root}/invoices/{invoice.Text("id")}");
            await Expect(reader.Locator("#invoice-totals")).ToContainTextAsync("22%");
            await Expect(reader.Locator($"#invoice-totals dt[data-tax={rate.Code}] + dd")).ToHaveTextAsync("€8.80");
            await Expect(reader.Locator("#amount-due")).ToHaveTextAsync("€48.80");
            await Gallery.Take(reader, $"en-{root}-taxed-invoice");
        }

        await page.GotoAsync($"/admin/subscriptions/{order.Id}");
        await Expect(page.Locator(".lines-total")).ToContainTextAsync("without tax");
        // The screen of a customer who is exempt, and the note on what is billed then.
        await page.GotoAsync($"/admin/customers/{order.Customer.Id}");
        await page.Locator("#exemption-reason").FillAsync("Reverse charge");
        await page.Locator("#tax_number").FillAsync("DE123");
        await page.Locator("#tax-exemption").GetByRole(AriaRole.Button, new() { Name = "Exempt from tax" }).ClickAsync();
        await Expect(page.Locator("#tax-exemption .tag")).ToHaveTextAsync("Exempt");
        var exempt = await Api.Post("invoices", new JsonObject
        {
            ["customerId"] = order.Customer.Id,
            ["lines"] = new JsonArray(new JsonObject
            {
                ["description"] = "Workshop", ["quantity"] = 1, ["unitPrice"] = new JsonObject { ["currencyCode"] = "EUR", ["amount"] = "30.00" }, ["taxCode"] = rate.Code,
            }),
        });
        await page.GotoAsync($"/admin/invoices/{exempt.Text("id")}");
        await Expect(page.Locator("#tax-exempt-note")).ToContainTextAsync("Reverse charge");
        await Expect(page.Locator("#amount-due")).ToHaveTextAsync("€30.00");
    }
}
