namespace Browser.Tests.Reports;

/// <summary>Staff ask whether the books are right.</summary>
public sealed class SelfCheckTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "Everything fits.")]
    [InlineData("fa", "همه چیز درست است.")]
    public async Task What_the_product_itself_has_written_is_right(string language, string words)
    {
        var order = await Given.ClosedOrder(await Given.Reason());
        await Given.ScheduleClose(await Given.RunningOrder(order.Customer), await Given.Reason());
        var page = await Staff(new Look(Language: language));

        await page.GotoAsync("/admin/self-check");

        await Expect(page.Locator("main")).ToContainTextAsync(words);
        await Pictures.Gallery.Take(page, $"{language}-1400-self-check");
    }
}
