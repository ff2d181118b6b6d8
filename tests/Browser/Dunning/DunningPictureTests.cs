using Browser.Tests.Pictures;

namespace Browser.Tests.Dunning;

/// <summary>The pages about failed payments, for the eye: none is wider than its window.</summary>
public sealed class DunningPictureTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en", 1440)]
    [InlineData("en", 360)]
    [InlineData("fa", 1440)]
    public async Task Pages_about_failed_payments_fit_their_window(string language, int width)
    {
        var look = new Look(Language: language, Width: width, Height: 1800);
        var silent = (await House.Ignored()).Silent(language).Debtor;
        var debtor = await Debtor(language, "6975");
        var staff = await Staff(language, look);
        await Fits(staff, "/admin/dunning", "cases");
        await Fits(staff, $"/admin/dunning/{silent.CaseId}", "case");
        await Fits(staff, "/admin/dunning/campaigns/019b76da-a800-7000-8000-0000000000d1", "campaign");
        await Fits(staff, "/admin/reports#dunning-report", "report");
        await Fits(staff, $"/admin/customers/{silent.Customer.Id}", "customer");

        var portal = await Portal(debtor.Customer, look);
        await Fits(portal, LinkIn(await House.Mail(debtor.Customer, "payment_failed_1")), "link");
        await Fits(portal, "/portal/recovery", "recovery");
        await Fits(await Portal((await House.Ignored()).Unreachable(language).Debtor.Customer, look), "/portal/subscriptions", "banner");

        async Task Fits(IPage page, string address, string name)
        {
            await page.GotoAsync(address);
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue(address);
            await Gallery.Take(page, $"dunning-{name}-{language}-{width}");
        }
    }
}
