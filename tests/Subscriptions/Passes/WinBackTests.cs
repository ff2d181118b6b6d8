using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Passes;

public sealed class WinBackOnSqliteHost() : PassHost(DatabaseProvider.Sqlite);

public sealed class WinBackOnPostgresHost() : PassHost(DatabaseProvider.Postgres);

public sealed class WinBackOnSqlite(WinBackOnSqliteHost host) : WinBackTests(host), IClassFixture<WinBackOnSqliteHost>;

public sealed class WinBackOnPostgres(WinBackOnPostgresHost host) : WinBackTests(host), IClassFixture<WinBackOnPostgresHost>;

/// <summary>Clients are won back by extending what has expired; what passes brought and what was never used is reported, and the self-check looks at each.</summary>
public abstract class WinBackTests(PassHost host)
{
    private readonly SubscriptionsUnderTest _service = host.Service;

    private PassService.PassServiceClient Passes => _service.Passes();

    private DateTimeOffset Now => _service.Clock.GetUtcNow();

    [Fact]
    public async Task Expired_passes_are_extended_in_one_action_with_progress_results_and_returns()
    {
        var template = await _service.Template(unit: "day", overlapping: true);
        var (ada, bob, carl) = (await _service.Customer(), await _service.Customer(), await _service.Customer());
        var expired = new[] { await _service.Sell(ada, template), await _service.Sell(bob, template), await _service.Sell(carl, template) };
        await _service.CheckIn(bob);
        await _service.Go(Now.AddDays(2));
        var running = await _service.Sell(ada, await _service.Template(overlapping: true));

        var started = await Passes.StartWinBackAsync(new()
        {
            PassIds = { expired.Select(p => p.Id).Append(running.Id) }, Extension = new() { Unit = PassValidityUnit.Week, Count = 2 }, BonusClasses = 1, Reason = "Come back", SendMail = true,
        });
        (started.PassCount, started.BonusClasses, started.SendMail, started.Actor.Kind).ShouldBe((4, 1, true, ActorKind.Staff));
        await _service.Go(Now);

        var done = await Passes.GetWinBackAsync(new() { Id = started.Id });
        (done.State, done.ExtendedCount, done.RefusedCount, done.ReturnedCount, done.FinishTime is null).ShouldBe((WinBackState.Done, 3, 1, 0, false));
        var bobs = await _service.Read(expired[1]);
        (bobs.State, bobs.RemainingClasses, bobs.UsedClasses, bobs.EndDate.Day()).ShouldBe((PassState.Active, 8, 1, DateOnly.FromDateTime(Now.UtcDateTime).AddDays(14)));
        var events = (await _service.Host.Raised<SubscriptionsDb, PassExtended>()).Where(e => e.WinBackId == Guid.Parse(started.Id)).ToList();
        (events.Count, events.TrueForAll(e => e is { SendMail: true, BonusClasses: 1, Reason: "Come back", OldState: "expired" })).ShouldBe((3, true));

        await _service.CheckIn(bob);
        await _service.CheckIn(bob);
        var first = await Passes.ListWinBackPassesAsync(new() { WinBackId = started.Id, PageSize = 3 });
        first.Passes.Select(p => (p.PassNumber, p.State, p.ReturnTime is null)).ShouldBe(
            [(expired[0].Number, WinBackPassState.Extended, true), (expired[1].Number, WinBackPassState.Extended, false), (expired[2].Number, WinBackPassState.Extended, true)]);
        var rest = await Passes.ListWinBackPassesAsync(new() { WinBackId = started.Id, PageSize = 3, PageToken = first.NextPageToken });
        rest.Passes.Select(p => (p.PassNumber, p.State, p.Refusal)).ShouldBe([(running.Number, WinBackPassState.Refused, "PASS_NOT_EXPIRED")]);
        (await Passes.ListWinBacksAsync(new())).WinBacks.Single(w => w.Id == started.Id).ReturnedCount.ShouldBe(1);

        // A visit after thirty days is none of its doing.
        await Passes.ExtendPassAsync(new() { Id = expired[2].Id, Validity = new() { Unit = PassValidityUnit.Month, Count = 3 } });
        await _service.Go(Now.AddDays(30));
        await _service.CheckIn(carl);
        (await Passes.GetWinBackAsync(new() { Id = started.Id })).ReturnedCount.ShouldBe(1);
    }

    [Fact]
    public async Task All_that_match_a_filter_are_won_back_and_no_other()
    {
        var (template, other) = (await _service.Template(unit: "day", overlapping: true), await _service.Template(unit: "day", overlapping: true));
        var ada = await _service.Customer();
        List<Pass> expired = [];
        for (var i = 0; i < 27; i++)
        {
            expired.Add(await _service.Sell(ada, template));
        }

        var left = await _service.Sell(ada, other);
        await _service.Go(Now.AddDays(2));
        var running = await _service.Sell(ada, template);

        var started = await Passes.StartWinBackAsync(new() { Filter = new() { TemplateId = template, CustomerId = ada.Id }, BonusClasses = 2, Extension = new() { Unit = PassValidityUnit.Day, Count = 3 } });
        started.PassCount.ShouldBe(27);
        await _service.Go(Now);
        (await Passes.GetWinBackAsync(new() { Id = started.Id })).ShouldSatisfyAllConditions(w => (w.State, w.ExtendedCount).ShouldBe((WinBackState.Done, 27)));
        (await _service.Read(expired[26])).RemainingClasses.ShouldBe(10);
        ((await _service.Read(left)).State, (await _service.Read(running)).RemainingClasses).ShouldBe((PassState.Expired, 8));
        (await Passes.ListWinBackPassesAsync(new() { WinBackId = started.Id, PageSize = 25 })).NextPageToken.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_extends_a_pass_says_whether_the_buyer_is_told()
    {
        var pass = await _service.Sell(await _service.Customer(), await _service.Template());
        await Passes.ExtendPassAsync(new() { Id = pass.Id, BonusClasses = 1 });
        await Passes.ExtendPassAsync(new() { Id = pass.Id, BonusClasses = 1, SendMail = true });
        (await _service.Host.Raised<SubscriptionsDb, PassExtended>()).Where(e => e.AggregateId == Guid.Parse(pass.Id)).Select(e => e.SendMail).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_win_back_that_makes_no_sense_is_refused()
    {
        var pass = await _service.Sell(await _service.Customer(), await _service.Template());
        var week = new PassValidity { Unit = PassValidityUnit.Week, Count = 1 };
        (await Refused.By(Passes.StartWinBackAsync(new()))).Violations.ShouldBe(["pass_ids:REQUIRED", "extension:REQUIRED"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { PassIds = { pass.Id }, BonusClasses = 2 }))).Violations.ShouldBe(["extension:REQUIRED"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { PassIds = { pass.Id, pass.Id }, Extension = week }))).Violations.ShouldBe(["pass_ids:REPEATED"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { PassIds = { pass.Id, $"{Guid.NewGuid()}" }, Extension = week }))).Violations.ShouldBe(["pass_ids:UNKNOWN"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { PassIds = { Enumerable.Repeat(pass.Id, 1001) }, Extension = week }))).Violations.ShouldBe(["pass_ids:TOO_MANY"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { PassIds = { pass.Id }, Extension = new() { Unit = PassValidityUnit.None } }))).Violations.ShouldBe(["extension.unit:REQUIRED"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { PassIds = { pass.Id }, Filter = new(), Extension = week }))).Violations.ShouldBe(["filter:NOT_EXPECTED"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { Filter = new() { Query = "is-called-by-no-client" }, Extension = week }))).Violations.ShouldBe(["filter:NONE_FOUND"]);
        (await Refused.By(Passes.StartWinBackAsync(new() { Filter = new() { CustomerId = "x" }, Extension = week }))).Violations.ShouldBe(["customer_id:NOT_AN_ID"]);
        (await Refused.By(Passes.GetWinBackAsync(new() { Id = $"{Guid.NewGuid()}" }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(Passes.ListWinBackPassesAsync(new() { WinBackId = $"{Guid.NewGuid()}" }))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Revenue_is_told_by_month_and_template_with_what_was_never_used()
    {
        var (ada, bob) = (await _service.Customer("VND"), await _service.Customer("VND"));
        var (day, month) = (await _service.Template(price: 100_000, classes: 7, unit: "day", currency: "VND", overlapping: true), await _service.Template(price: 500_000, currency: "VND", overlapping: true));
        await _service.Sell(ada, day);
        await _service.Sell(bob, day);
        await _service.CheckIn(ada);
        await _service.CheckIn(ada);
        var withdrawn = await _service.Sell(ada, month);
        await Passes.WithdrawPassAsync(new() { Id = withdrawn.Id, Reason = "Moved" });
        var thisMonth = Date.From(new DateOnly(Now.Year, Now.Month, 1));
        await _service.Go(Now.AddDays(2));

        var report = await _service.Reports.GetPassRevenueAsync(new() { CurrencyCode = "VND", FirstMonth = thisMonth, LastMonth = thisMonth });
        report.CurrencyCodes.ShouldContain("VND");
        report.Rows.Select(r => (r.TemplateId, r.Passes, r.Sold.ToDecimal(), r.Credited.ToDecimal(), r.SoldClasses, r.UsedClasses, r.LapsedClasses, r.Breakage.ToDecimal())).ShouldBe(
        [
            (month, 1, 500_000m, 500_000m, 8, 0, 0, 0m),
            // 100,000 x 5 / 7, rounded to the dong, and 100,000.
            (day, 2, 200_000m, 0m, 14, 2, 12, 171_429m),
        ]);
        report.Rows[1].TemplateName.In("en").ShouldBe("Standard");
        (await Refused.By(_service.Reports.GetPassRevenueAsync(new() { CurrencyCode = "XXX" }))).Violations.ShouldBe(["currency_code:UNKNOWN_CURRENCY"]);
    }

    [Fact]
    public async Task The_self_check_finds_a_pass_whose_ledger_does_not_explain_it()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template());
        await _service.CheckIn(ada);
        (await Findings()).ShouldBeEmpty();

        var id = Guid.Parse(pass.Id);
        await _service.Host.Read<SubscriptionsDb, int>(db => db.Passes.Where(p => p.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.RemainingClasses, 8).SetProperty(p => p.UsedClasses, 0)));
        (await Findings()).ShouldBe(["PASS_LEDGER", "PASS_VISITS"]);

        async Task<IReadOnlyList<string>> Findings() =>
            [.. (await _service.SelfCheck.GetSelfCheckAsync(new())).Findings.Where(f => f.ItemNumber == pass.Number).Select(f => f.Rule)];
    }
}
