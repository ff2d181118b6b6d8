namespace Browser.Tests.Dunning;

/// <summary>What the customer hears first, and what its link opens.</summary>
public sealed class FirstMailTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_31_A_customer_who_does_not_sign_in_is_told_the_state_of_the_account(string language)
    {
        var speech = Speech.In(language);
        var debtor = await Debtor(language);

        var mail = await House.Mail(debtor.Customer, "payment_failed_1");
        mail.To.Address.ShouldBe(debtor.Customer.Email);
        mail.Subject.ShouldContain(speech.MailAmount);
        mail.Text.ShouldContain(debtor.Order.Number);
        mail.Text.ShouldContain((await Given.Invoice(debtor.Order)).Text("number"));
        mail.Text.ShouldContain(speech.Causes["9995"]);

        var page = await OpenLink(debtor);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.Locator("#account")).ToContainTextAsync(speech.Amount);
        await Expect(page.Locator("#account")).ToContainTextAsync(debtor.Order.Number);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_31_The_portal_says_it_on_every_page_once_mails_were_ignored(string language)
    {
        var silent = (await House.Ignored()).Silent(language);

        silent.On(6).Banner.ShouldBe("");
        silent.On(7).Banner.ShouldContain(Speech.In(language).Banner);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_32_The_first_mail_is_kind_and_its_link_asks_for_no_password_and_is_no_sign_in(string language)
    {
        var speech = Speech.In(language);
        var debtor = await Debtor(language, "0069");

        var mail = await House.Mail(debtor.Customer, "payment_failed_1");
        mail.Text.ShouldContain(speech.GoesOn);
        foreach (var threat in speech.Threats)
        {
            mail.Text.ShouldNotContain(threat, Shouldly.Case.Insensitive);
            mail.Subject.ShouldNotContain(threat, Shouldly.Case.Insensitive);
        }

        var page = await OpenLink(debtor);
        await Expect(page.Locator("input[type=password]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#account")).ToContainTextAsync(speech.Causes["0069"]);
        (await Axe.Violations(page)).ShouldBeEmpty();
        await EnterCard(page, "5555 5555 5555 4444");
        await Expect(page.Locator("#done")).ToHaveTextAsync(speech.Paid);

        await page.GotoAsync("/portal/subscriptions");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/portal/sign-in"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_32_Staff_edit_its_words(string language)
    {
        var staff = await Staff(language);
        var template = $"/admin/mail-templates/payment_failed_1/{language}";
        await staff.GotoAsync(template);
        var builtIn = await staff.Locator("#body").InputValueAsync();
        var words = Business.Unique();
        await staff.Locator("#body").FillAsync($"{words} {{{{name}}}}\n\n{builtIn}");
        await staff.Locator("#template button[value=save]").ClickThrough();
        await Expect(staff.Locator("#done")).ToBeVisibleAsync();

        var debtor = await Debtor(language);
        (await House.Mail(debtor.Customer, "payment_failed_1")).Text.ShouldStartWith($"{words} {debtor.Customer.Name}");
    }
}
