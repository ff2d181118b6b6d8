using System.Collections.Concurrent;

namespace Browser.Tests.Support;

/// <summary>Windows that stay open from page to page: one for each person and language.</summary>
public sealed class OpenWindows(House house) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(string Person, string Language), Task<Visit>> _visits = new();

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The window of the person who may open the address, with the page in it.</summary>
    public async Task<IPage> Open(string address, string language)
    {
        var visit = await (address.StartsWith("/portal/", StringComparison.Ordinal) ? Customer(language) : Staff(language));
        await visit.Page.GotoAsync(address);
        return visit.Page;
    }

    /// <summary>A member of staff looks at the page as its customer.</summary>
    public async Task<IPage> Preview(string address, string language)
    {
        var visit = await Kept("preview", language, () => SignedIn(language, preview: true));
        await visit.Page.GotoAsync(address);
        return visit.Page;
    }

    public async Task DisposeAsync()
    {
        var troubles = new List<string>();
        foreach (var visit in await Task.WhenAll(_visits.Values))
        {
            troubles.AddRange(visit.Troubles);
            await visit.DisposeAsync();
        }

        troubles.Distinct().ShouldBeEmpty();
    }

    private Task<Visit> Staff(string language) => Kept("staff", language, () => house.VisitOfStaff(In(language)));

    private Task<Visit> Customer(string language) => Kept("customer", language, () => SignedIn(language, preview: false));

    private Task<Visit> Kept(string person, string language, Func<Task<Visit>> open) => _visits.GetOrAdd((person, language), _ => open());

    private async Task<Visit> SignedIn(string language, bool preview)
    {
        var visit = await house.VisitOfStranger(In(language));
        await visit.Page.SignInBy(await house.Given.PortalLink((await house.MainPages()).Customer, preview));
        return visit;
    }

    private static Look In(string language) => Look.Usual with { Language = language };
}
