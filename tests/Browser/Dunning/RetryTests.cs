namespace Browser.Tests.Dunning;

/// <summary>Charging the same card once more: by the customer, and by the schedule.</summary>
public sealed class RetryTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en", "9995")]
    [InlineData("vi", "6975")]
    [InlineData("fa", "9995")]
    public async Task A3_33_Without_a_new_card_mail_and_page_offer_a_retry_and_it_pays(string language, string card)
    {
        var speech = Speech.In(language);
        var debtor = await Debtor(language, card);
        (await House.Mail(debtor.Customer, "payment_failed_1")).Text.ShouldContain(speech.NoNewCard);

        var page = await OpenLink(debtor);
        await Retry(page, speech).ClickThrough();
        await Expect(page.Locator("#account")).ToContainTextAsync(speech.Causes[card]);
        (await Given.Invoice(debtor.Order)).List("attempts").Count.ShouldBe(2);

        await House.MoneyComesIn(debtor.Customer);
        await Retry(page, speech).ClickThrough();
        await Expect(page.Locator("#done")).ToHaveTextAsync(speech.Paid);
        await CaseIs(debtor, "RECOVERED");
    }

    [Theory]
    [InlineData("en", "6975")]
    [InlineData("vi", "9995")]
    [InlineData("fa", "6975")]
    public async Task A3_33_The_portal_offers_it_too_and_it_pays(string language, string card)
    {
        var debtor = await Debtor(language, card);
        await House.MoneyComesIn(debtor.Customer);
        var portal = await Portal(debtor.Customer);
        await portal.GotoAsync("/portal/recovery");

        await Retry(portal, Speech.In(language)).ClickThrough();
        await CaseIs(debtor, "RECOVERED");
        (await Given.Invoice(debtor.Order)).Text("state").ShouldEndWith("PAID");
    }

    [Theory]
    [InlineData("en", "0127")]
    [InlineData("vi", "0069")]
    [InlineData("fa", "0127")]
    public async Task A3_33_Where_only_a_new_card_helps_no_retry_is_offered(string language, string card)
    {
        var speech = Speech.In(language);
        var debtor = await Debtor(language, card);

        (await House.Mail(debtor.Customer, "payment_failed_1")).Text.ShouldContain(speech.NewDetails);
        var page = await OpenLink(debtor);
        await Expect(page.Locator("#account")).ToContainTextAsync(speech.Causes[card]);
        await Expect(Retry(page, speech)).ToHaveCountAsync(0);
        await Expect(page.Locator(CardButton)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_34_The_card_is_charged_again_on_the_days_of_the_schedule_and_on_no_other(string language)
    {
        var silent = (await House.Ignored()).Silent(language);

        silent.Days.Select(seen => (seen.Day, seen.Charges)).ShouldBe([(0, 1), (1, 2), (3, 3), (6, 4), (7, 4), (11, 4), (13, 5), (14, 5), (18, 5), (20, 6), (21, 6)]);
        var staff = await Staff(language);
        await staff.GotoAsync($"/admin/dunning/{silent.Debtor.CaseId}");
        var retries = staff.Locator("#dunning-entries li[data-kind=retry]");
        await Expect(retries).ToHaveCountAsync(5);
        await Expect(retries.First).ToContainTextAsync(Speech.In(language).Retried);
    }

    private static ILocator Retry(IPage page, Speech speech) => page.GetByRole(AriaRole.Button, new() { Name = speech.Retry, Exact = true });
}
