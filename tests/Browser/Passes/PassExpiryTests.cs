using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>What time does to a pass, in the product whose clock moves.</summary>
public sealed class PassExpiryTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en", "Expired", "0 of 8 classes left")]
    [InlineData("pl", "Wygasł", "pozostało 0 z 8 zajęć")]
    public async Task A2_23_A_pass_expires_by_itself_after_its_last_day(string language, string expired, string left)
    {
        var customer = await Given.Customer(timeZone: DunningHouse.DaytimeZone());
        var template = await Given.SellableTemplate(Api, customer, new JsonObject { ["validity"] = new JsonObject { ["unit"] = "day", ["count"] = 2 } });
        var pass = await Given.Pass(template, customer);
        await House.PassDays(1);
        (await State()).ShouldBe("PASS_STATE_ACTIVE");

        await House.PassDays(1);

        (await State()).ShouldBe("PASS_STATE_EXPIRED");
        var page = await Staff(language);
        await page.GotoAsync($"/admin/customers/{customer.Id}");
        var row = page.Locator($"[data-pass='{pass.Number}']");
        await Expect(row).ToContainTextAsync(expired);
        await Expect(row).ToContainTextAsync(left);

        async Task<string> State() => (await Api.Get($"passes/{pass.Id}")).Text("state");
    }
}
