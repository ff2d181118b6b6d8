using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Grpc.Core;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Passes;

public sealed class PassReportOnSqliteHost() : PassHost(DatabaseProvider.Sqlite);

public sealed class PassReportOnPostgresHost() : PassHost(DatabaseProvider.Postgres);

public sealed class PassReportOnSqlite(PassReportOnSqliteHost host) : PassReportTests(host), IClassFixture<PassReportOnSqliteHost>;

public sealed class PassReportOnPostgres(PassReportOnPostgresHost host) : PassReportTests(host), IClassFixture<PassReportOnPostgresHost>;

/// <summary>The pass report: what it shows, sorts and pages (domain.md A2.24).</summary>
public abstract class PassReportTests(PassHost host)
{
    private readonly SubscriptionsUnderTest _service = host.Service;

    private PassService.PassServiceClient Passes => _service.Passes();

    private DateOnly Today => DateOnly.FromDateTime(_service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task It_shows_what_runs_and_within_the_grace_what_is_over()
    {
        var (ada, day) = (await _service.Customer(), await _service.Template(unit: "day", overlapping: true));
        var (month, single) = (await _service.Template(overlapping: true), await _service.Template(classes: 1, overlapping: true));
        var (expired, used) = (await _service.Sell(ada, day), await _service.Sell(ada, single));
        await Passes.CheckInAsync(new() { CustomerId = ada.Id, PassId = used.Id });
        await _service.Go(_service.Clock.GetUtcNow().AddDays(5));
        var runs = await _service.Sell(ada, month);

        (await Ids(new() { CustomerId = ada.Id })).ShouldBe([runs.Id]);
        (await Ids(new() { CustomerId = ada.Id, GraceDays = 4 })).ShouldBe([runs.Id, expired.Id]);
        (await Ids(new() { CustomerId = ada.Id, GraceDays = 5 })).ShouldBe([runs.Id, used.Id, expired.Id]);
        (await Ids(new() { CustomerId = ada.Id, States = { PassState.Expired, PassState.UsedUp } })).ShouldBe([used.Id, expired.Id]);
        // What was valid on those days, whatever became of it.
        (await Ids(new() { CustomerId = ada.Id, FirstDay = Date.From(Today.AddDays(-9)), LastDay = Date.From(Today.AddDays(-1)), States = { AllStates } })).ShouldBe([used.Id, expired.Id]);
        (await Ids(new() { CustomerId = ada.Id, FirstDay = Date.From(Today.AddMonths(1)) })).ShouldBeEmpty();
        (await Ids(new() { CustomerId = ada.Id, FirstDay = Date.From(Today.AddMonths(1).AddDays(-1)) })).ShouldBe([runs.Id]);
    }

    [Fact]
    public async Task It_finds_passes_by_number_names_and_template()
    {
        var (ada, bob) = (await _service.Customer(), await _service.Customer());
        var template = await _service.Template(shared: true, name: "Żółty karnet");
        var pass = await _service.Sell(ada, template, bob);

        foreach (var query in (string[])[pass.Number, pass.Number.ToLowerInvariant(), bob.Email, $"{bob.Name} zolty"])
        {
            (await Ids(new() { Query = query, TemplateId = template })).ShouldBe([pass.Id], query);
        }

        (await Ids(new() { Query = "zolty nobody" })).ShouldBeEmpty();
        (await Ids(new() { CustomerId = bob.Id })).ShouldBe([pass.Id]);
        var renamed = await _service.Customers.UpdateCustomerAsync(new() { Customer = new Customer { Id = bob.Id, Name = "Zenobia Quist" }, UpdateMask = new() { Paths = { "name" } } });
        (await Ids(new() { Query = "quist" })).ShouldBe([pass.Id]);
        (await _service.Read(pass)).Holders.Single().CustomerName.ShouldBe(renamed.Name);
    }

    [Fact]
    public async Task A_pass_in_its_grace_is_marked_and_can_be_asked_for()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(unit: "day", grace: 10));
        (await Ids(new() { CustomerId = ada.Id, InGrace = true })).ShouldBeEmpty();
        await _service.Go(_service.Clock.GetUtcNow().AddDays(2));

        (await Passes.ListPassesAsync(new() { CustomerId = ada.Id, InGrace = true })).Passes.Single().ShouldSatisfyAllConditions(p => p.Id.ShouldBe(pass.Id), p => p.InGrace.ShouldBeTrue());
    }

    [Theory]
    [InlineData("number")]
    [InlineData("number desc")]
    [InlineData("customer_name")]
    [InlineData("template_name desc")]
    [InlineData("start_date")]
    [InlineData("end_date desc")]
    [InlineData("end_date")]
    [InlineData("remaining_classes desc")]
    [InlineData("last_visit_time")]
    public async Task Pages_follow_one_another_in_every_order_both_ways(string order)
    {
        var templates = new[]
        {
            await _service.Template(overlapping: true, name: "beta"), await _service.Template(overlapping: true, name: "Alfa", classes: 1), await _service.Template(unit: "none", count: 0, overlapping: true, name: "Łódź"),
            await _service.Template(start: "first_visit", overlapping: true, name: "Gamma"),
        };
        var ada = await _service.Customer();
        for (var i = 0; i < 9; i++)
        {
            var pass = await _service.Sell(ada, templates[i % 4]);
            if (i % 3 == 0)
            {
                await Passes.CheckInAsync(new() { CustomerId = ada.Id, PassId = pass.Id });
            }
        }

        ListPassesRequest Request(int size = 200, string token = "", bool fromEnd = false) =>
            new() { CustomerId = ada.Id, OrderBy = order, PageSize = size, PageToken = token, FromEnd = fromEnd, States = { AllStates } };
        var all = await Passes.ListPassesAsync(Request());
        (all.Passes.Count, all.TotalSize, all.NextPageToken, all.PreviousPageToken).ShouldBe((9, 9, "", ""));
        var forward = new List<string>();
        var page = await Passes.ListPassesAsync(Request(4));
        while (true)
        {
            forward.AddRange(page.Passes.Select(p => p.Id));
            if (page.NextPageToken.Length == 0)
            {
                break;
            }

            page = await Passes.ListPassesAsync(Request(4, page.NextPageToken));
        }

        forward.ShouldBe(all.Passes.Select(p => p.Id));
        page = await Passes.ListPassesAsync(Request(4, fromEnd: true));
        page.NextPageToken.ShouldBeEmpty();
        var back = new List<string>();
        while (true)
        {
            back.InsertRange(0, page.Passes.Select(p => p.Id));
            if (page.PreviousPageToken.Length == 0)
            {
                break;
            }

            page = await Passes.ListPassesAsync(Request(4, page.PreviousPageToken));
        }

        back.ShouldBe(forward);
        if (order.StartsWith("template_name", StringComparison.Ordinal))
        {
            all.Passes.Select(p => p.TemplateName.In("en")).Distinct().ShouldBe(["Łódź", "Gamma", "beta", "Alfa"]);
        }
    }

    [Fact]
    public async Task Bad_filters_are_refused()
    {
        (await Refused.By(Passes.ListPassesAsync(new() { OrderBy = "price" }))).Violations.ShouldBe(["order_by:UNKNOWN_ORDER"]);
        (await Refused.By(Passes.ListPassesAsync(new() { GraceDays = -1, FirstDay = Date.From(Today), LastDay = Date.From(Today.AddDays(-1)), CustomerId = "x" }))).Violations.Order()
            .ShouldBe(["customer_id:NOT_AN_ID", "grace_days:OUT_OF_RANGE", "last_day:NOT_LATER"]);
        (await Refused.By(Passes.ListPassesAsync(new() { PageSize = -1 }))).Status.ShouldBe(StatusCode.InvalidArgument);
        (await Refused.By(Passes.ListPassesAsync(new() { States = { (PassState)77 } }))).Violations.ShouldBe(["states:UNKNOWN"]);
        (await Refused.By(Passes.ListPassesAsync(new() { PageToken = "AAAAAAAAAAAAAAAA" }))).Violations.ShouldBe(["page_token:NOT_A_TOKEN"]);
    }

    private static IEnumerable<PassState> AllStates => Enum.GetValues<PassState>().Where(s => s != PassState.Unspecified);

    private async Task<IReadOnlyList<string>> Ids(ListPassesRequest request)
    {
        var answer = await Passes.ListPassesAsync(request);
        answer.TotalSize.ShouldBe(answer.Passes.Count);
        return [.. answer.Passes.Select(p => p.Id)];
    }
}
