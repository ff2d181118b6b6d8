using Browser.Tests.Pictures;

namespace Browser.Tests.Mails;

/// <summary>Configuration, Mail templates: what mails say is edited, previewed, reset, and which go out is chosen.</summary>
public sealed class MailTemplateTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_template_is_refused_with_its_line_previewed_saved_and_reset()
    {
        var page = await Staff();
        await page.GotoAsync("/admin/subscriptions");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Configuration" }).GetByRole(AriaRole.Link, new() { Name = "Mail templates" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Subscription paused: edit in Italiano" }).ClickAsync();
        var body = page.Locator("#body");

        await body.FillAsync("Ciao {{name}},\n\nfino al {{giorno}}.");
        await Press(page, "Save");
        await Expect(page.Locator("#body-error")).ToHaveTextAsync("Line 3: This mail has no such field. {{giorno}}");
        await Expect(body).ToHaveValueAsync("Ciao {{name}},\n\nfino al {{giorno}}.");

        await page.Locator("#subject").FillAsync("Pausa di {{order}}");
        await body.FillAsync("Ciao {{name}},\n\n-> Apri | {{orderLink}}");
        await Press(page, "Preview");
        await Expect(page.Locator("#preview")).ToContainTextAsync("Pausa di S00042");
        await Expect(page.FrameLocator("#preview iframe").Locator("body")).ToContainTextAsync("Ciao Ada Lovelace,");

        await Press(page, "Save");
        await Expect(page.Locator("#done")).ToHaveTextAsync("Saved.");
        await Expect(page.Locator("#versions")).ToContainTextAsync("Version 1");
        await page.GotoAsync("/admin/mail-templates");
        await Expect(page.Locator("#subscription_paused")).ToContainTextAsync("Edited");

        await page.GotoAsync("/admin/mail-templates/subscription_paused/it");
        await Press(page, "Reset to the built-in words");
        await Expect(page.Locator("#done")).ToContainTextAsync("used again");
        await Expect(body).Not.ToHaveValueAsync("Ciao {{name}},\n\n-> Apri | {{orderLink}}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 1" }).ClickAsync();
        await Expect(body).ToHaveValueAsync("Ciao {{name}},\n\n-> Apri | {{orderLink}}");
    }

    [Fact]
    public async Task Without_script_a_dunning_mail_is_previewed_on_a_real_case_without_its_link()
    {
        var debtor = await Given.Customer(name: $"Grace {Business.Unique()}");
        await Given.DunningCase(debtor, await Given.RunningOrder(debtor));
        var page = await Staff(Look.WithoutScript);
        await page.GotoAsync("/admin/mail-templates/payment_failed_1/en");

        await page.Locator("#case").SelectOptionAsync(await page.Locator("#case option", new() { HasText = debtor.Name }).GetAttributeAsync("value") ?? "");
        await Press(page, "Preview");

        var mail = page.FrameLocator("#preview iframe").Locator("body");
        await Expect(mail).ToContainTextAsync($"Hello {debtor.Name}");
        (await mail.GetByRole(AriaRole.Link).GetAttributeAsync("href")).ShouldEndWith("/portal/pay/PREVIEW-WITHOUT-LINK?lang=en");
    }

    [Fact]
    public async Task A_mail_is_switched_off_and_on_and_some_always_go_out()
    {
        var page = await Staff();
        await page.GotoAsync("/admin/mail-templates");

        await Press(page, "Switch off: Subscription resumed");
        await Expect(page.Locator("#done")).ToContainTextAsync("no longer goes out");
        await Expect(page.Locator("#subscription_resumed")).ToContainTextAsync("Switched off");
        await Press(page, "Switch on: Subscription resumed");
        await Expect(page.Locator("#subscription_resumed")).ToContainTextAsync("Goes out");
        await Expect(page.Locator("#sign_in button")).ToHaveCountAsync(0);
        await Expect(page.Locator("#restriction_notice")).ToContainTextAsync("Always goes out");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task It_can_be_read_and_used_by_everybody(string language)
    {
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync("/admin/mail-templates");
        var found = new List<string>(await Axe.Violations(page));
        await Gallery.Take(page, $"mail-templates-{language}");

        await page.GotoAsync("/admin/mail-templates/final_notice/" + language);
        await page.Locator("#template button[value=preview]").ClickAsync();
        await Expect(page.Locator("#preview")).ToBeVisibleAsync();
        found.AddRange(await Axe.Violations(page));
        await Gallery.Take(page, $"mail-template-{language}");

        found.ShouldBeEmpty();
    }

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickThrough();
}
