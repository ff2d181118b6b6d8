namespace Browser.Tests.Dunning;

/// <summary>The customer updates the payment details.</summary>
public sealed class UpdatedCardTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_35_Every_open_invoice_is_charged_at_once_and_the_case_is_resolved(string language)
    {
        var debtor = await Debtor(language, "0069");
        var beside = (await Api.Post($"invoices/{await Given.DraftInvoice(debtor.Customer)}:finalise")).Text("id");
        (await Api.Get($"invoices/{beside}")).Text("state").ShouldEndWith("OPEN");

        var page = await OpenLink(debtor);
        await EnterCard(page, "4242 4242 4242 4242");

        await Expect(page.Locator("#done")).ToHaveTextAsync(Speech.In(language).Paid);
        await CaseIs(debtor, "RECOVERED");
        (await Given.Invoice(debtor.Order)).Text("state").ShouldEndWith("PAID");
        await Eventually.Async(async () => (await Api.Get($"invoices/{beside}")).Text("state").EndsWith("PAID", StringComparison.Ordinal), "the other invoice to be paid");
        var chatter = await Given.ChatterWith(debtor.Order, "DUNNING_RESOLVED");
        chatter.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_35_A_service_that_was_restricted_is_back(string language)
    {
        var late = (await House.Ignored()).Late(language);

        late.On(IgnoredMails.NoticeDay).Access.ShouldBe("WARNED");
        late.On(IgnoredMails.RestrictDay).Access.ShouldBe("FULL");
        late.On(IgnoredMails.RestrictDay).Banner.ShouldBe("");
        late.On(IgnoredMails.FinalDay).Mails.ShouldNotContain("final_notice");
        (await Given.Stage(late.Debtor.Order)).ShouldEndWith("IN_PROGRESS");
    }
}
