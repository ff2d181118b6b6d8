using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>A recurring plan that grants a pass each period.</summary>
public sealed class GrantedPassTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "Class pass each period", "Pass template", "The pass is valid until", "The end of the period", "Save", "Comes with", "Pass granted for a billing period")]
    [InlineData("pl", "Abonament w każdym okresie", "Szablon abonamentu", "Abonament jest ważny do", "Końca okresu", "Zapisz", "W ramach", "Przyznano abonament na okres rozliczeniowy")]
    public async Task A_plan_grants_a_pass_each_period_and_the_pass_says_where_it_comes_from(
        string language, string section, string label, string until, string end, string save, string comesWith, string granted)
    {
        var (template, plan, customer) = (await Given.PassTemplate(), await Given.Plan(), await Given.Customer());
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync($"/admin/plans/{plan.Id}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = section })).ToBeVisibleAsync();
        await page.GetByLabel(label, new() { Exact = true }).SelectOptionAsync(template.Name);
        await page.GetByLabel(until, new() { Exact = true }).SelectOptionAsync(end);
        await page.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.Locator("#pass_template_id")).ToHaveValueAsync(template.Id);

        var order = await Given.RunningOrder(customer, plan);
        JsonObject? pass = null;
        await Eventually.Async(
            async () => (pass = (await Api.Get($"passes?customerId={customer.Id}")).List("passes").FirstOrDefault()?.AsObject()) is not null, "the period to bring its pass");
        await page.GotoAsync($"/admin/customers/{customer.Id}");
        await page.Locator("#customer-passes").GetByRole(AriaRole.Link, new() { Name = pass!.Text("number") }).ClickAsync();
        await Expect(page.Locator("#pass-facts")).ToContainTextAsync(comesWith);
        await page.Locator("#pass-grant").GetByRole(AriaRole.Link, new() { Name = order.Number }).ClickAsync();

        await Eventually.Async(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator("[data-kind=PassGranted]", new() { HasText = granted }).CountAsync() == 1;
            },
            "the order's chatter to tell of it");
        await Expect(page.Locator("[data-kind=PassGranted]")).ToContainTextAsync(pass!.Text("number"));
        await page.Locator("#order-passes").GetByRole(AriaRole.Link, new() { Name = pass!.Text("number") }).ClickAsync();
        await Expect(page.Locator("#pass-grant")).ToContainTextAsync(order.Number);

        var portal = await Portal(customer, Look.Usual with { Language = language });
        await portal.GotoAsync($"/portal/subscriptions/{order.Id}");
        await portal.Locator("#order-passes").GetByRole(AriaRole.Link, new() { Name = template.Name }).ClickAsync();
        await Expect(portal.Locator("#pass")).ToContainTextAsync(comesWith);
        await portal.Locator("#pass").GetByRole(AriaRole.Link, new() { Name = order.Number }).ClickAsync();
        await Expect(portal.Locator("#order-passes")).ToContainTextAsync(pass!.Text("number"));
    }
}
