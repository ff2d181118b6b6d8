namespace Browser.Tests.Support;

/// <summary>Opens windows for a test, and closes them with the demand that no page in them had any trouble.</summary>
public abstract class WindowTest : IAsyncLifetime
{
    private readonly List<Visit> _visits = [];

    protected abstract Business Given { get; }

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

    /// <summary>Without a session.</summary>
    protected abstract Task<Visit> VisitOfStranger(Look look);

    protected async Task<IPage> Stranger(Look? look = null) => Keep(await VisitOfStranger(look ?? Look.Usual));

    /// <summary>The portal, signed in as the customer by a link.</summary>
    protected async Task<IPage> Portal(Customer customer, Look? look = null)
    {
        var page = await Stranger(look);
        await page.SignInBy(await Given.PortalLink(customer));
        return page;
    }

    protected IPage Keep(Visit visit)
    {
        _visits.Add(visit);
        return visit.Page;
    }
}
