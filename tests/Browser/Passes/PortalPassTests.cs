using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>What clients see of their passes, and do with them.</summary>
public sealed class PortalPassTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "7 of 8 classes left")]
    [InlineData("pl", "pozostało 7 z 8 zajęć")]
    public async Task A_client_sees_what_is_left_until_when_the_visits_and_the_code(string language, string left)
    {
        var customer = await Given.Customer(language);
        var pass = await Given.PassOf(customer);
        await Api.Post("visits:checkIn", new JsonObject { ["code"] = await Given.CodeOf(pass) });
        var page = await Portal(customer, Look.Usual with { Language = language });
        await page.GotoAsync("/portal/passes");

        await Expect(page.Locator("#passes")).ToContainTextAsync(left);
        await page.GetByRole(AriaRole.Link, new() { Name = pass.Template.Name }).ClickAsync();

        await Expect(page.Locator("#left")).ToHaveTextAsync(left);
        await Expect(page.Locator("#code .qr")).ToBeVisibleAsync();
        await Expect(page.Locator("#code")).ToContainTextAsync(await Given.CodeOf(pass));
        await Expect(page.Locator("#history tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#pass time")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_stranger_finds_no_such_pass()
    {
        var pass = await Given.PassOf(await Given.Customer());
        var page = await Portal(await Given.Customer());

        var answer = await page.GotoAsync($"/portal/passes/{pass.Id}");

        answer!.Status.ShouldBe(404);
        await Expect(page.Locator("#code")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_pass_that_is_sold_online_is_bought_paid_used_and_bought_again()
    {
        var customer = await Given.Customer();
        var template = await Given.SellableTemplate(Api, customer, new JsonObject { ["overlapping"] = true }, new JsonObject { ["soldOnline"] = true });
        await Known(template, customer);
        var page = await Portal(customer);
        await page.GotoAsync("/portal/passes");
        await page.Locator("#offers").GetByRole(AriaRole.Link, new() { Name = template.Name }).ClickAsync();
        await page.Locator("#payment").SelectOptionAsync("Transfer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickThrough();

        await Expect(page.Locator("#done")).ToContainTextAsync("It can be used once it is paid.");
        var pass = (await Api.Get($"passes?customerId={customer.Id}&states=awaiting_payment")).List("passes").Single()!.AsObject().Text("id");
        var invoice = await Eventually.Async(
            async () => (await Api.Get($"passes/{pass}/invoices")).List("invoices").FirstOrDefault()?.AsObject().Text("id"), id => id is not null, "the invoice of the pass");
        await page.ReloadAsync();
        await Expect(page.Locator("#awaits-payment")).ToBeVisibleAsync();

        await Api.Post($"invoices/{invoice}:registerPayment", new JsonObject { ["method"] = "bank_transfer" });
        await Eventually.Async(async () => (await Api.Get($"passes/{pass}")).Text("state") == "PASS_STATE_ACTIVE", "the pass to be active");
        await page.ReloadAsync();
        await Expect(page.Locator("#awaits-payment")).ToHaveCountAsync(0);
        await Expect(page.Locator("#left")).ToHaveTextAsync("8 of 8 classes left");

        await page.Locator("#buy-again").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = template.Name })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_client_freezes_a_pass_where_the_template_allows_it_and_its_end_moves()
    {
        var customer = await Given.Customer();
        var template = await Given.SellableTemplate(Api, customer, new JsonObject { ["customersMayFreeze"] = true, ["maxFreezeDays"] = 14 });
        var pass = await Given.Pass(template, customer);
        var page = await Portal(customer);
        await page.GotoAsync($"/portal/passes/{pass.Id}");
        var before = await page.Locator("#pass time").Last.GetAttributeAsync("datetime");
        var start = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2);

        await page.Locator("#start_date").FillAsync($"{start:yyyy-MM-dd}");
        await page.Locator("#last_day").FillAsync($"{start.AddDays(19):yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickThrough();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("longer than this pass may be frozen");

        await page.Locator("#last_day").FillAsync($"{start.AddDays(6):yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickThrough();

        await Expect(page.Locator("#done")).ToContainTextAsync("The pass is frozen.");
        (await page.Locator("#pass time").Last.GetAttributeAsync("datetime")).ShouldBe($"{DateOnly.Parse(before!, System.Globalization.CultureInfo.InvariantCulture).AddDays(7):yyyy-MM-dd}");
    }

    /// <summary>That it is sold online.</summary>
    private async Task Known(PassTemplate template, Customer customer)
    {
        var page = await Portal(customer);
        await Eventually.Async(
            async () =>
            {
                await page.GotoAsync("/portal/passes");
                return await page.Locator("#offers").GetByRole(AriaRole.Link, new() { Name = template.Name }).CountAsync() == 1;
            },
            "the template to be offered");
    }
}
