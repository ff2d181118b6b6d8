namespace Browser.Tests.Passes;

/// <summary>What passes are sold from, in the business's own words and in English.</summary>
public sealed class PassTemplateTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "Price lists and passes", "Pass templates", "New", "Save", "Number of classes", "Validity period", "Class type", "€320.00", "6 weeks")]
    [InlineData("pl", "Cenniki i abonamenty", "Szablony abonamentów", "Nowy", "Zapisz", "Liczba zajęć", "Okres ważności", "Typ zajęć", "320,00 €", "6 tygodni")]
    public async Task A2_21_A_new_pass_template_has_name_description_Freestyle_price_classes_validity_and_class_type(
        string language, string menu, string templates, string makeNew, string save, string classes, string validity, string classType, string price, string weeks)
    {
        var yoga = await ClassType();
        var name = $"Pass {Business.Unique()}";
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = menu }).GetByRole(AriaRole.Link, new() { Name = templates }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = makeNew, Exact = true }).ClickAsync();

        await page.Locator("#name-en").FillAsync(name);
        await page.Locator("#description-pl").FillAsync("Osiem zajęć w miesiącu.");
        await page.GetByRole(AriaRole.Switch, new() { Name = "Freestyle" }).CheckAsync();
        await page.Locator("#price").FillAsync("320");
        await page.Locator("#currency").FillAsync("EUR");
        await page.GetByLabel(classes, new() { Exact = true }).FillAsync("0");
        await page.GetByLabel(validity, new() { Exact = true }).SelectOptionAsync("Week");
        await page.Locator("#count").FillAsync("6");
        await page.GetByLabel(classType, new() { Exact = true }).SelectOptionAsync(yoga);
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
        await Expect(page.Locator("#classes-error")).ToBeVisibleAsync();
        await Expect(page.Locator("#count")).ToHaveValueAsync("6");

        await page.Locator("#classes").FillAsync("8");
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();

        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await Expect(page.GetByRole(AriaRole.Switch, new() { Name = "Freestyle" })).ToBeCheckedAsync();
        await Expect(page.Locator("#description-pl")).ToHaveValueAsync("Osiem zajęć w miesiącu.");
        await page.GotoAsync($"/admin/pass-templates?q={name}");
        var row = page.GetByRole(AriaRole.Row, new() { Name = name });
        foreach (var shown in new[] { "8", weeks, yoga, price, "Freestyle" })
        {
            await Expect(row).ToContainTextAsync(shown);
        }
    }

    [Theory]
    [InlineData("en", "Overlapping passes", "Usable by several clients", "Save")]
    [InlineData("pl", "Nakładające się abonamenty", "Może być używany przez wielu klientów", "Zapisz")]
    public async Task A2_22_The_options_Overlapping_passes_and_Usable_by_several_clients_are_switched_each_by_itself(
        string language, string overlapping, string shared, string save)
    {
        var template = await Given.PassTemplate();
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync($"/admin/pass-templates/{template.Id}");
        await Expect(Option(overlapping)).Not.ToBeCheckedAsync();
        await Expect(Option(shared)).Not.ToBeCheckedAsync();

        await Option(overlapping).CheckAsync();
        await Save(saved: (true, false));
        await Expect(Option(overlapping)).ToBeCheckedAsync();
        await Expect(Option(shared)).Not.ToBeCheckedAsync();

        await Option(overlapping).UncheckAsync();
        await Option(shared).CheckAsync();
        await Save(saved: (false, true));
        await Expect(Option(overlapping)).Not.ToBeCheckedAsync();
        await Expect(Option(shared)).ToBeCheckedAsync();

        ILocator Option(string name) => page.GetByRole(AriaRole.Switch, new() { Name = name });

        async Task Save((bool Overlapping, bool Shared) saved)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
            await Expect(page.Locator("#done")).ToBeVisibleAsync();
            var terms = (await Api.Get($"pass-templates/{template.Id}"))["terms"]!.AsObject();
            (IsOn("overlapping"), IsOn("shared")).ShouldBe(saved);

            bool IsOn(string switched) => terms[switched]?.GetValue<bool>() == true;
        }
    }

    [Fact]
    public async Task A2_21_An_archived_template_and_a_retired_class_type_are_offered_no_more()
    {
        var template = await Given.PassTemplate();
        var page = await Staff();
        await page.GotoAsync($"/admin/class-types/{template.ClassTypeId}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await Expect(page.Locator("#done")).ToContainTextAsync("This cannot be undone.");
        await page.GotoAsync("/admin/pass-templates/new");
        await Expect(page.Locator("#class_type_id option", new() { HasText = template.ClassTypeName })).ToHaveCountAsync(0);

        await page.GotoAsync($"/admin/pass-templates/{template.Id}");
        await Expect(page.Locator("#class_type_id")).ToHaveValueAsync(template.ClassTypeId);
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();

        await Expect(page.Locator("#done")).ToContainTextAsync("no pass is sold from it any more");
        await page.GotoAsync($"/admin/pass-templates?q={template.Name}");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = template.Name })).ToHaveCountAsync(0);
        await page.GetByLabel("Show archived").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = template.Name })).ToContainTextAsync("Archived");
    }

    /// <summary>Made on its own page.</summary>
    /// <returns>Its name.</returns>
    private async Task<string> ClassType()
    {
        var name = $"Class {Business.Unique()}";
        var page = await Staff();
        await page.GotoAsync("/admin/class-types/new");
        await page.Locator("#name-en").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        return name;
    }
}
