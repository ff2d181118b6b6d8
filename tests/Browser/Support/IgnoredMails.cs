namespace Browser.Tests.Support;

/// <summary>What could be seen of one failed payment on a day.</summary>
/// <param name="Day">After the failure.</param>
/// <param name="Mails">Kinds of the mails about it so far.</param>
/// <param name="Charges">How often the card was charged so far.</param>
/// <param name="Access">As GetAccess has it: WARNED.</param>
/// <param name="Banner">The portal's words on its first page; empty without a banner.</param>
public sealed record DaySeen(int Day, IReadOnlyList<string> Mails, int Charges, string Access, string Banner);

/// <summary>A customer over the days of a case.</summary>
public sealed record Watched(Debtor Debtor, IPage Portal, List<DaySeen> Days)
{
    public DaySeen On(int day) => Days.Single(seen => seen.Day == day);
}

/// <summary>
/// Three weeks in which customers of each language do nothing about a failed payment; one more of each cannot be reached by the notice, and one
/// pays with another card as soon as the service is restricted. Walked once, for all tests that ask what happens on which day.
/// </summary>
public sealed class IgnoredMails
{
    public const int NoticeDay = 11;
    public const int RestrictDay = 14;
    public const int FinalDay = 21;

    public static readonly string[] Languages = ["en", "vi", "fa"];

    // The days of the default campaign, and the day before the banner's.
    private static readonly int[] Stops = [0, 1, 3, 6, 7, NoticeDay, 13, RestrictDay, 18, 20, FinalDay];

    private readonly DunningHouse _house;
    private readonly List<Visit> _visits = [];
    private readonly Dictionary<string, Watched> _silent = [];
    private readonly Dictionary<string, Watched> _unreachable = [];
    private readonly Dictionary<string, Watched> _late = [];

    private IgnoredMails(DunningHouse house) => _house = house;

    /// <summary>Does nothing at all.</summary>
    public Watched Silent(string language) => _silent[language];

    /// <summary>The notice of the restriction came back.</summary>
    public Watched Unreachable(string language) => _unreachable[language];

    /// <summary>Entered a good card in the portal on the day of the restriction; what was seen a moment later is that day's last.</summary>
    public Watched Late(string language) => _late[language];

    private IEnumerable<Watched> All => _silent.Values.Concat(_unreachable.Values).Concat(_late.Values);

    public static async Task<IgnoredMails> Walk(DunningHouse house)
    {
        var walk = new IgnoredMails(house);
        foreach (var language in Languages)
        {
            walk._silent[language] = await walk.Begin(language);
            walk._unreachable[language] = await walk.Begin(language);
            walk._late[language] = await walk.Begin(language);
        }

        var today = 0;
        foreach (var day in Stops)
        {
            if (day > today)
            {
                await house.PassDays(day - today);
                today = day;
            }

            foreach (var watched in walk.All)
            {
                await walk.Look(watched, day);
            }

            if (day == NoticeDay)
            {
                await Task.WhenAll(walk._unreachable.Values.Select(walk.Bounce));
            }

            if (day == RestrictDay)
            {
                await Task.WhenAll(walk._late.Values.Select(walk.Pay));
            }
        }

        foreach (var visit in walk._visits)
        {
            await visit.DisposeAsync();
        }

        walk._visits.SelectMany(visit => visit.Troubles).Distinct().ShouldBeEmpty();
        return walk;
    }

    private async Task<Watched> Begin(string language)
    {
        var customer = await _house.Given.Customer(language, timeZone: DunningHouse.DaytimeZone());
        var order = await _house.Given.RunningOrder(customer);
        var debtor = new Debtor(order, await _house.Given.DunningCase(customer, order));
        await _house.Mail(customer, "payment_failed_1");
        var visit = await _house.VisitOfStranger(Support.Look.Usual);
        _visits.Add(visit);
        await visit.Page.SignInBy(await _house.Given.PortalLink(customer));
        return new Watched(debtor, visit.Page, []);
    }

    private async Task Look(Watched watched, int day)
    {
        var (customer, page) = (watched.Debtor.Customer, watched.Portal);
        var mails = (await _house.Given.MailsTo(customer)).Select(mail => mail!.AsObject().Text("template"))
            .Where(kind => kind.StartsWith("payment_failed", StringComparison.Ordinal) || kind.EndsWith("_notice", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var attempts = (await _house.Given.Invoice(watched.Debtor.Order)).List("attempts").Count;
        await page.GotoAsync("/portal/subscriptions");
        watched.Days.Add(new DaySeen(day, [.. mails], attempts, await Access(customer), string.Join(' ', await page.Locator("[id^=unpaid-]").AllInnerTextsAsync())));
    }

    private async Task Bounce(Watched watched)
    {
        var mail = (await _house.Given.MailsTo(watched.Debtor.Customer, "restriction_notice")).ShouldHaveSingleItem();
        await _house.Api.Post("mails:reportDelivery", new() { ["mailId"] = mail, ["kind"] = "bounced", ["diagnostic"] = "No such mailbox" });
        await Eventually.Async(
            async () => (await _house.Api.Get($"dunning-cases/{watched.Debtor.CaseId}")).Text("state").EndsWith("PAUSED", StringComparison.Ordinal), "the bounce to pause the case");
    }

    private async Task Pay(Watched watched)
    {
        var page = watched.Portal;
        await page.GotoAsync("/portal/payment-methods");
        await DunningTest.EnterCard(page, "4242 4242 4242 4242");
        await Eventually.Async(async () => await Access(watched.Debtor.Customer) != "RESTRICTED", "the restriction to be lifted");
        watched.Days.RemoveAt(watched.Days.Count - 1);
        await Look(watched, RestrictDay);
    }

    private async Task<string> Access(Customer customer) => (await _house.Api.Get($"customers/{customer.Id}/access")).Text("level").Split('_')[^1];
}
