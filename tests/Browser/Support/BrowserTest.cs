namespace Browser.Tests.Support;

/// <summary>Opens windows for a test, and closes them with the demand that no page in them had any trouble.</summary>
[Collection(HouseCollection.Name)]
public abstract class BrowserTest(House house) : IAsyncLifetime
{
    private readonly List<Visit> _visits = [];

    protected House House => house;

    protected Api Api => house.Api;

    protected Business Given => house.Given;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        var troubles = _visits.SelectMany(visit => visit.Troubles).Distinct().ToList();
        foreach (var visit in _visits)
        {
            await visit.DisposeAsync();
        }

        troubles.ShouldBeEmpty();
    }

    protected async Task<IPage> Staff(Look? look = null) => Keep(await house.VisitOfStaff(look ?? Look.Usual));

    protected async Task<IPage> Stranger(Look? look = null) => Keep(await house.VisitOfStranger(look ?? Look.Usual));

    /// <summary>The portal, signed in as the customer by a link.</summary>
    protected async Task<IPage> Portal(Customer customer, Look? look = null)
    {
        var page = await Stranger(look);
        await page.SignInBy(await Given.PortalLink(customer));
        return page;
    }

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

    private IPage Keep(Visit visit)
    {
        _visits.Add(visit);
        return visit.Page;
    }
}
