namespace Browser.Tests.Support;

/// <summary>A test in the house that most of them share.</summary>
[Collection(HouseCollection.Name)]
public abstract class BrowserTest(House house) : WindowTest
{
    protected House House => house;

    protected Api Api => house.Api;

    protected override Business Given => house.Given;

    protected async Task<IPage> Staff(Look? look = null) => Keep(await house.VisitOfStaff(look ?? Look.Usual));

    protected override Task<Visit> VisitOfStranger(Look look) => house.VisitOfStranger(look);

    protected async Task<AdminOrderPage> AdminOrder(Order order, Look? look = null) => await AdminOrderPage.Open(await Staff(look), order);

    protected async Task<PortalOrderPage> PortalOrder(Order order, Look? look = null) =>
        await PortalOrderPage.Open(await Portal(order.Customer, look), order);

    protected static async Task OnPages(IPage page, IReadOnlyList<string> paths, Func<IPage, string, Task> check)
    {
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await check(page, path);
        }
    }
}
