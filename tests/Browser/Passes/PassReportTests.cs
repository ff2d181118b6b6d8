using System.Globalization;
using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>The pass report, a pass's details and how it is extended, in the business's own words and in English.</summary>
public sealed class PassReportTests(House house) : BrowserTest(house)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    private static readonly Dictionary<string, Dictionary<string, string>> Words = new()
    {
        ["en"] = new()
        {
            ["report"] = "Pass report", ["update"] = "Update", ["menu"] = "Price lists and passes", ["grace"] = "Grace period, in days", ["from"] = "Valid from", ["until"] = "Valid until",
            ["active"] = "Active", ["expired"] = "Expired", ["usedUp"] = "Used up", ["inGrace"] = "In grace period", ["used"] = "Used", ["unused"] = "Unused", ["oneOfEight"] = "1 of 8 used",
            ["actions"] = "Actions", ["edit"] = "Edit", ["extend"] = "Extend", ["bonus"] = "Bonus classes", ["by"] = "Extend the validity by", ["extended"] = "Extended",
            ["16march"] = "16 Mar", ["nineOfTen"] = "9 of 10",
        },
        ["pl"] = new()
        {
            ["report"] = "Raport abonamentów", ["update"] = "Aktualizuj", ["menu"] = "Cenniki i abonamenty", ["grace"] = "Okres karencji, w dniach", ["from"] = "Ważne od", ["until"] = "Ważne do",
            ["active"] = "Aktywny", ["expired"] = "Wygasły", ["usedUp"] = "Wykorzystany", ["inGrace"] = "W okresie karencji", ["used"] = "Wykorzystane", ["unused"] = "Niewykorzystane",
            ["oneOfEight"] = "Wykorzystano 1 z 8", ["actions"] = "Czynności", ["edit"] = "Edytuj", ["extend"] = "Przedłuż", ["bonus"] = "Zajęcia bonusowe", ["by"] = "Przedłuż ważność o",
            ["extended"] = "Przedłużenie", ["16march"] = "16 mar", ["nineOfTen"] = "9 z 10",
        },
    };

    public static TheoryData<string> InBoth => ["en", "pl"];

    [Theory]
    [MemberData(nameof(InBoth))]
    public async Task A2_24_The_report_shows_active_passes_and_after_a_grace_period_also_those_that_are_over_struck_through_and_faint(string language)
    {
        var (words, ada) = (Words[language], await Given.Customer());
        var active = await Given.Pass(await Given.PassTemplate(), ada);
        var expired = await Expired(ada);
        var usedUp = await Given.Pass(await Given.PassTemplate(terms: new JsonObject { ["classes"] = 1 }), ada);
        await Given.Visit(usedUp);
        await Given.PassIn(usedUp, "USED_UP");
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = words["menu"] }).GetByRole(AriaRole.Link, new() { Name = words["report"] }).ClickAsync();
        await page.Locator("input[name=q]").FillAsync(ada.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = words["update"], Exact = true }).ClickAsync();

        await Expect(Row(page, active)).ToContainTextAsync(words["active"]);
        await Expect(Row(page, expired)).ToHaveCountAsync(0);
        await Expect(Row(page, usedUp)).ToHaveCountAsync(0);

        await page.GetByLabel(words["grace"]).FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = words["update"], Exact = true }).ClickAsync();
        await Expect(Row(page, expired)).ToContainTextAsync(words["expired"]);
        await Expect(Row(page, usedUp)).ToContainTextAsync(words["usedUp"]);
        (await Looks(Row(page, expired))).ShouldBe((true, true));
        (await Looks(Row(page, usedUp))).ShouldBe((true, true));
        (await Looks(Row(page, active))).ShouldBe((false, false));

        await page.GetByLabel(words["from"]).FillAsync(Business.Iso(Today.AddDays(100)));
        await page.GetByRole(AriaRole.Button, new() { Name = words["update"], Exact = true }).ClickAsync();
        await Expect(Row(page, active)).ToHaveCountAsync(0);
        await page.GetByLabel(words["from"]).FillAsync(Business.Iso(Today.AddDays(-100)));
        await page.GetByLabel(words["until"]).FillAsync(Business.Iso(Today.AddDays(-30)));
        await page.GetByRole(AriaRole.Button, new() { Name = words["update"], Exact = true }).ClickAsync();
        await Expect(Row(page, expired)).ToHaveCountAsync(1);
        await Expect(Row(page, active)).ToHaveCountAsync(0);
    }

    [Theory]
    [MemberData(nameof(InBoth))]
    public async Task A2_25_A_click_opens_the_attendance_history_with_one_used_class_red_and_seven_green(string language)
    {
        var (words, ada) = (Words[language], await Given.Customer());
        var march = new DateOnly(Today.Year, 3, 16) is var day && day > Today ? day.AddYears(-1) : day;
        var pass = await Given.Pass(await Given.PassTemplate(terms: Chosen(months: 13)), ada, march);
        await Given.Visit(pass);
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync($"/admin/passes?q={ada.Name}");

        await Row(page, pass).GetByRole(AriaRole.Link, new() { Name = pass.Number }).ClickAsync();

        await Expect(page.Locator("#pass-start")).ToContainTextAsync(words["16march"]);
        await Expect(page.Locator("#class-count")).ToContainTextAsync(words["oneOfEight"]);
        var (used, unused) = (page.Locator("[data-class=used]"), page.Locator("[data-class=unused]"));
        await Expect(used).ToHaveCountAsync(1);
        await Expect(unused).ToHaveCountAsync(7);
        (await Colour(used)).ShouldBe("red");
        (await Colour(unused.First)).ShouldBe("green");
        // Colour is never the only sign: each has a sign and a word of its own.
        await Expect(used).ToContainTextAsync("✕");
        await Expect(used).ToContainTextAsync($"1 · {words["used"]}");
        await Expect(used).ToContainTextAsync(ada.Name);
        await Expect(unused.First).ToContainTextAsync("○");
        await Expect(unused.First).ToContainTextAsync($"2 · {words["unused"]}");
        await Expect(page.Locator("#visits tbody tr")).ToHaveCountAsync(1);
    }

    [Theory]
    [MemberData(nameof(InBoth))]
    public async Task A2_26_Three_dots_and_Edit_extend_the_validity_and_add_bonus_classes_and_the_report_shows_it_all(string language)
    {
        var (words, ada) = (Words[language], await Given.Customer());
        var pass = await Given.Pass(await Given.PassTemplate(terms: Chosen(months: 1)), ada, Today);
        await Given.Visit(pass);
        var lastDay = Today.AddMonths(1).AddDays(-1);
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync($"/admin/passes?q={ada.Name}");
        await Expect(LastDay(page, pass)).ToHaveAttributeAsync("datetime", Business.Iso(lastDay));
        await Row(page, pass).GetByRole(AriaRole.Link, new() { Name = pass.Number }).ClickAsync();
        var dots = page.Locator("#pass-menu summary");
        await Expect(dots).ToHaveTextAsync(words["actions"]);
        var (head, menu) = (await page.Locator(".page-head").Box(), await dots.Box());
        (head.X + head.Width - (menu.X + menu.Width)).ShouldBeLessThan(40, "the dots stand at the right");
        (menu.Y - head.Y).ShouldBeLessThan(head.Height, "and at the top");

        await dots.ClickAsync();
        await page.Locator("#pass-menu").GetByRole(AriaRole.Button, new() { Name = words["edit"] }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = words["edit"] });
        await dialog.GetByRole(AriaRole.Button, new() { Name = words["extend"] }).ClickAsync();
        await Expect(dialog.Locator("#edit-count-error")).ToBeVisibleAsync();
        await dialog.GetByLabel(words["by"]).FillAsync("2");
        await dialog.Locator("#edit-unit").SelectOptionAsync("Week");
        await dialog.GetByLabel(words["bonus"]).FillAsync("2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words["extend"] }).ClickAsync();

        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.Locator("#pass-last-day time")).ToHaveAttributeAsync("datetime", Business.Iso(lastDay.AddDays(14)));
        await Expect(page.Locator("[data-class=used]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-class=unused]")).ToHaveCountAsync(9);
        await page.GotoAsync($"/admin/passes?q={ada.Name}");
        await Expect(LastDay(page, pass)).ToHaveAttributeAsync("datetime", Business.Iso(lastDay.AddDays(14)));
        await Expect(Row(page, pass)).ToContainTextAsync(words["nineOfTen"]);
    }

    [Theory]
    [MemberData(nameof(InBoth))]
    public async Task A2_27_The_grace_period_is_a_rule_of_the_template_and_a_filter_of_the_report(string language)
    {
        var (words, ada) = (Words[language], await Given.Customer());
        var inGrace = await Given.Pass(await Given.PassTemplate(terms: new JsonObject { ["graceDays"] = 30 }), ada);
        await House.Age(inGrace, 40);
        var over = await Expired(ada);
        var page = await Staff(Look.Usual with { Language = language });

        await page.GotoAsync($"/admin/passes?q={ada.Name}");
        await Expect(Row(page, inGrace)).ToContainTextAsync(words["inGrace"]);
        await Expect(Row(page, over)).ToHaveCountAsync(0);
        await Given.Visit(inGrace);
        await page.ReloadAsync();
        await Expect(Row(page, inGrace)).ToContainTextAsync(language == "pl" ? "7 z 8" : "7 of 8");

        await page.GetByLabel(words["grace"]).FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = words["update"], Exact = true }).ClickAsync();
        await Expect(Row(page, over)).ToHaveCountAsync(0);
        await page.GetByLabel(words["grace"]).FillAsync("20");
        await page.GetByRole(AriaRole.Button, new() { Name = words["update"], Exact = true }).ClickAsync();
        await Expect(Row(page, over)).ToContainTextAsync(words["expired"]);
    }

    [Theory]
    [MemberData(nameof(InBoth))]
    public async Task A2_28_Staff_extend_every_pass_that_is_over_too_and_it_is_recorded(string language)
    {
        var (words, ada) = (Words[language], await Given.Customer());
        // No Freestyle: that is for changes at the sale.
        var pass = await Expired(ada);
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync($"/admin/passes/{pass.Id}/edit");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = words["edit"] });
        await dialog.Locator("#edit-last-day").FillAsync(Business.Iso(Today.AddDays(20)));
        await dialog.Locator("#edit-reason").FillAsync("Was ill");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words["extend"] }).ClickAsync();

        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.Locator(".page-head")).ToContainTextAsync(words["active"]);
        await Expect(page.Locator("[data-class=unused]")).ToHaveCountAsync(8);
        var entry = page.Locator("#ledger tr[data-entry=Extend]");
        foreach (var shown in new[] { words["extended"], "Administrator", "Was ill", "+8" })
        {
            await Expect(entry).ToContainTextAsync(shown);
        }

        await Eventually.Async(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator("#chatter [data-kind=PassExtended]", new() { HasText = "Was ill" }).CountAsync() == 1;
            },
            "the extension to be in the chatter");
        (await Given.PassNow(pass)).Text("state").ShouldBe("PASS_STATE_ACTIVE");
    }

    [Fact]
    public async Task A2_24_The_report_is_sorted_by_a_click_and_leads_to_the_clients_page_and_to_a_file()
    {
        var (ada, bea) = (await Given.Customer(name: $"Ada {Business.Unique()}"), (Customer?)null);
        bea = await Given.Customer(name: ada.Name.Replace("Ada", "Bea", StringComparison.Ordinal));
        var template = await Given.PassTemplate();
        var (first, second) = (await Given.Pass(template, ada), await Given.Pass(template, bea));
        var page = await Staff();
        await page.GotoAsync($"/admin/passes?q={ada.Name.Split(' ')[1]}");
        await Expect(page.Locator("#pass-total")).ToHaveTextAsync("2 passes");

        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Client" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("#passes tbody tr").First).ToContainTextAsync(first.Number);
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Client" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("#passes tbody tr").First).ToContainTextAsync(second.Number);
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Client" })).ToHaveAttributeAsync("aria-sort", "descending");

        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        (await File.ReadAllTextAsync(await file.PathAsync())).ShouldContain($"{second.Number},active,false,{bea.Name}");
        await page.GetByRole(AriaRole.Link, new() { Name = bea.Name }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/admin/customers/{bea.Id}$"));
    }

    [Fact]
    public async Task A_pass_is_frozen_unfrozen_and_withdrawn_and_a_visit_is_undone()
    {
        var ada = await Given.Customer();
        var pass = await Given.Pass(await Given.PassTemplate(), ada);
        await Given.Visit(pass);
        var page = await Staff();
        await page.GotoAsync($"/admin/passes/{pass.Id}");
        await page.Locator("#visits").GetByRole(AriaRole.Button, new() { Name = $"Undo the visit: {ada.Name}" }).ClickAsync();
        await Expect(page.Locator("#done")).ToContainTextAsync("The visit is undone");
        await Expect(page.Locator("[data-class=unused]")).ToHaveCountAsync(8);

        await page.GotoAsync($"/admin/passes/{pass.Id}/freeze");
        await page.Locator("#freeze-dialog").GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        await Expect(page.Locator("#pass-freeze")).ToContainTextAsync("until it is unfrozen");
        await page.Locator("#pass-menu summary").ClickAsync();
        await page.Locator("#pass-menu").GetByRole(AriaRole.Button, new() { Name = "Unfreeze" }).ClickAsync();
        await Expect(page.Locator("#done")).ToContainTextAsync("The freeze is over");

        await page.GotoAsync($"/admin/passes/{pass.Id}/withdraw");
        await Expect(page.Locator("#withdraw-credit")).ToHaveTextAsync("8 of 8 classes × €80.00 = €80.00");
        await page.Locator("#withdraw-reason").FillAsync("Moves away");
        await page.Locator("#withdraw-dialog").GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Expect(page.Locator(".page-head")).ToContainTextAsync("Withdrawn");
        await Expect(page.Locator("[data-class=withdrawn]")).ToHaveCountAsync(8);
        await Expect(page.Locator("#pass-menu")).ToHaveCountAsync(0);
    }

    private async Task<SoldPass> Expired(Customer buyer)
    {
        var pass = await Given.Pass(await Given.PassTemplate(), buyer);
        await House.Age(pass, 45);
        await Given.PassIn(pass, "EXPIRED");
        return pass;
    }

    private static JsonObject Chosen(int months) => new() { ["start"] = "chosen", ["validity"] = new JsonObject { ["unit"] = "month", ["count"] = months } };

    private static ILocator Row(IPage page, SoldPass pass) => page.Locator($"tr[data-pass='{pass.Number}']");

    private static ILocator LastDay(IPage page, SoldPass pass) => Row(page, pass).Locator("td").Nth(4).Locator("time");

    private static async Task<(bool StruckThrough, bool Faint)> Looks(ILocator row)
    {
        var cell = row.Locator("th");
        var line = await cell.EvaluateAsync<string>("each => getComputedStyle(each).textDecorationLine");
        var opacity = await cell.EvaluateAsync<string>("each => getComputedStyle(each).opacity");
        return (line == "line-through", double.Parse(opacity, CultureInfo.InvariantCulture) < 1);
    }

    private static async Task<string> Colour(ILocator mark)
    {
        var parts = await mark.EvaluateAsync<int[]>("each => getComputedStyle(each).color.match(/\\d+/g).slice(0, 3).map(Number)");
        return parts[0] > parts[1] ? "red" : parts[1] > parts[0] ? "green" : "neither";
    }
}
