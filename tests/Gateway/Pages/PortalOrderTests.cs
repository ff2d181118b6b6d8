using System.Net;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Google.Protobuf.WellKnownTypes;
using Action = Contracts.Subscriptions.V1.Action;

namespace Gateway.Tests.Pages;

/// <summary>A customer's order, and how it is closed, over plain HTTP.</summary>
public sealed class PortalOrderTests : IAsyncLifetime
{
    private const string Page = "/portal/subscriptions/s1";

    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private static readonly string _reasonId = Guid.CreateVersion7().ToString();
    private readonly GatewayHost _host = new();
    private bool _closed;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        var upstream = _host.Upstream;
        upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "vi" });
        upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId, Name = "Ada", Language = "vi", TimeZone = "Europe/Rome" });
        upstream.Answers<GetPortalSubscriptionRequest>(Order);
        upstream.Answers<ListPortalSubscriptionActionsRequest>(_ => new ListPortalSubscriptionActionsResponse
        {
            Actions = { new ActionState { Action = Action.Close, Allowed = !_closed, ReasonCode = _closed ? "ALREADY_CLOSED" : "" } },
        });
        upstream.Answers<ListPortalCloseReasonsRequest>(_ => new ListPortalCloseReasonsResponse { CloseReasons = { new PortalCloseReason { Id = _reasonId, Label = "Too dear" } } });
        upstream.Answers<SimulatePortalCloseRequest>(Simulate);
        upstream.Answers<ClosePortalSubscriptionRequest>(request =>
        {
            _closed = true;
            return new PortalSubscription { Id = request.Id };
        });
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_whole_page_is_asked_for_in_the_language_that_it_is_shown_in()
    {
        using var browser = await CustomerAsync();

        await browser.PageAsync($"{Page}?lang=en");
        Asked().ShouldAllBe(language => language == "en");

        _host.Upstream.Calls.Clear();
        await browser.PageAsync(Page);
        Asked().ShouldBe(["en", "en", "en"], "what was picked stays");
    }

    [Fact]
    public async Task A1_12_A_preview_is_in_the_customers_language()
    {
        using var browser = await CustomerAsync(preview: true);
        browser.DefaultRequestHeaders.Add("Cookie", "lang=it");

        var (_, html) = await browser.PageAsync(Page);

        html.ShouldContain("<html lang=\"vi\"");
        Asked().ShouldAllBe(language => language == "vi");
    }

    [Theory]
    [InlineData("en", "Close Subscription")]
    [InlineData("vi", "Đóng đăng ký")]
    [InlineData("fa", "بستن اشتراک")]
    [InlineData("it", "Chiudi abbonamento")]
    [InlineData("pl", "Zamknij subskrypcję")]
    public async Task A1_14_The_pop_up_of_customers_is_titled_by_what_it_does(string language, string title)
    {
        using var browser = await CustomerAsync();
        (await browser.PageAsync($"{Page}?lang={language}")).Html.ShouldContain($"id=\"close-dialog-title\">{title}<");
    }

    [Fact]
    public async Task A5_51_What_the_close_does_stands_in_the_dialog_before_anybody_asks()
    {
        using var browser = await CustomerAsync();

        var (_, html) = await browser.PageAsync($"{Page}?lang=en");

        html.ShouldContain("Access ends now");
        html.ShouldContain("72 hours after the close");
        html.IndexOf("id=\"close-effect\"", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf(">Submit<", StringComparison.Ordinal), "it is read before Submit");
        Simulated().ShouldBe([(CloseWhen.Now, null)]);
    }

    [Fact]
    public async Task A5_51_Without_a_script_the_button_shows_what_another_choice_does()
    {
        using var browser = await CustomerAsync();

        var (status, html, _) = await browser.SendAsync($"{Page}?lang=en", $"{Page}/close", "close-subscription", ("simulate", "1"), ("when", "date"), ("close_date", "2026-04-10"));

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("Last day of access");
        html.ShouldContain("9 Apr 2026");
        Simulated()[^1].ShouldBe((CloseWhen.Date, new DateOnly(2026, 4, 10)));
        _closed.ShouldBeFalse();
    }

    [Fact]
    public async Task A5_51_Before_a_date_is_chosen_the_dialog_says_what_is_missing_and_nothing_has_failed()
    {
        using var browser = await CustomerAsync();
        var (status, html, _) = await browser.SendAsync($"{Page}?lang=en", $"{Page}/close", "close-subscription", ("simulate", "1"), ("when", "date"));
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("Choose a date to see what happens.");
    }

    [Fact]
    public async Task A1_15_A_reason_that_is_not_of_the_list_is_refused_beside_its_field_in_words()
    {
        using var browser = await CustomerAsync();

        var (status, html, _) = await browser.SendAsync($"{Page}?lang=en", $"{Page}/close", "close-subscription", ("reason", "I do not like it"), ("when", "now"));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        html.ShouldContain("id=\"reason-error\">Choose a reason of the list; a reason in your own words is not taken here.<");
        _closed.ShouldBeFalse();
    }

    [Fact]
    public async Task A5_51_After_a_close_the_page_says_what_it_did_and_until_when_it_can_be_undone()
    {
        using var browser = await CustomerAsync();

        var (_, _, location) = await browser.SendAsync($"{Page}?lang=en", $"{Page}/close", "close-subscription", ("reason", _reasonId), ("when", "now"));

        location.ShouldBe($"{Page}?done=closed");
        (await browser.PageAsync(location!)).Html.ShouldContain("The subscription is closed and access has ended. This can be undone until 5 Mar 2026, 10:00.");
    }

    private PortalSubscription Order(GetPortalSubscriptionRequest request) => new()
    {
        Id = request.Id, Number = "S00042", PlanName = "Pro", Stage = _closed ? Stage.Churned : Stage.InProgress, Etag = "v1", RecurringTotal = Money.From(40, "EUR"),
        BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
        EndDate = _closed ? Date.From(new DateOnly(2026, 3, 2)) : null,
        UndoUntil = _closed ? Until : null,
    };

    private CloseSimulation Simulate(SimulatePortalCloseRequest request)
    {
        var nothing = Money.From(0, "EUR");
        var end = request.When == CloseWhen.Date ? request.CloseDate.ToDateOnly()!.Value : DateOnly.FromDateTime(_host.Clock.GetUtcNow().DateTime);
        return new()
        {
            EndDate = Date.From(end), LastDay = Date.From(end.AddDays(-1)), Credit = nothing, Refund = nothing, AccountCredit = nothing, NoLongerDue = nothing, AmountDue = nothing, MrrChange = nothing, UndoUntil = Until,
        };
    }

    private Timestamp Until => Timestamp.FromDateTimeOffset(_host.Clock.GetUtcNow().AddHours(72));

    private IReadOnlyList<(CloseWhen When, DateOnly? Day)> Simulated() =>
        [.. _host.Upstream.Calls.Select(call => call.Request).OfType<SimulatePortalCloseRequest>().Select(request => (request.When, request.CloseDate?.ToDateOnly()))];

    private IReadOnlyList<string> Asked() =>
    [
        .. _host.Upstream.Calls.Select(call => call.Request switch
        {
            GetPortalSubscriptionRequest request => request.Language,
            ListPortalSubscriptionActionsRequest request => request.Language,
            ListPortalCloseReasonsRequest request => request.Language,
            _ => null,
        }).OfType<string>(),
    ];

    private async Task<HttpClient> CustomerAsync(bool preview = false)
    {
        var browser = await _host.CustomerAsync(_customerId, preview);
        _host.Upstream.Calls.Clear();
        return browser;
    }
}
