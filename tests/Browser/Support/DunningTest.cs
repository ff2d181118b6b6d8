using System.Text.RegularExpressions;

namespace Browser.Tests.Support;

/// <summary>A test in the house whose clock moves.</summary>
[Collection(DunningHouse.Collection)]
public abstract partial class DunningTest(DunningHouse house) : WindowTest
{
    protected const string CardButton = "form:has([name=card_number]) button[type=submit]";

    protected DunningHouse House => house;

    protected Api Api => house.Api;

    protected override Business Given => house.Given;

    protected async Task<IPage> Staff(string language, Look? look = null) => Keep(await house.VisitOfStaff((look ?? Look.Usual) with { Language = language }));

    protected override Task<Visit> VisitOfStranger(Look look) => house.VisitOfStranger(look);

    /// <summary>A customer whose card failed to pay the first invoice.</summary>
    /// <param name="card">Its last four digits, as docs/sandbox-cards.md has them.</param>
    protected async Task<Debtor> Debtor(string language, string card = "9995")
    {
        var customer = await Given.Customer(language, timeZone: DunningHouse.DaytimeZone());
        var order = await Given.RunningOrder(customer);
        return new Debtor(order, await Given.DunningCase(customer, order, card));
    }

    /// <summary>The page that the mail's link opens, without any sign-in.</summary>
    protected async Task<IPage> OpenLink(Debtor debtor, string kind = "payment_failed_1")
    {
        var page = await Stranger();
        await page.GotoAsync(LinkIn(await House.Mail(debtor.Customer, kind)));
        return page;
    }

    protected static string LinkIn(Eml mail) => Link().Match(mail.Text).Value;

    internal static async Task EnterCard(IPage page, string number)
    {
        await page.Locator("[name=card_number]").FillAsync(number);
        await page.Locator("[name=expiry]").FillAsync("12/30");
        await page.Locator(CardButton).ClickThrough();
    }

    protected Task<System.Text.Json.Nodes.JsonObject> CaseOf(Debtor debtor) => Api.Get($"dunning-cases/{debtor.CaseId}");

    protected Task CaseIs(Debtor debtor, string state) =>
        Eventually.Async(async () => (await CaseOf(debtor)).Text("state").EndsWith(state, StringComparison.Ordinal), $"the case to be {state}");

    [GeneratedRegex(@"https?://\S+/portal/pay/\S+")]
    private static partial Regex Link();
}

/// <param name="CaseId">Of the dunning case.</param>
public sealed record Debtor(Order Order, string CaseId)
{
    public Customer Customer => Order.Customer;
}
