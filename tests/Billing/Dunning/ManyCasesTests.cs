using Billing.Dunning.Cases;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;

namespace Billing.Tests.Dunning;

/// <summary>Many cases are due at once, and several replicas take them up: each step is done once.</summary>
public sealed class ManyCasesTests
{
    private const int Cases = 300;

    [Fact]
    public async Task Two_loops_at_once_do_each_step_once()
    {
        await using var billing = await BillingUnderTest.Start(database: DatabaseProvider.Postgres);
        var dunning = new DunningUnderTest(billing);
        var opened = await dunning.Fail(TestCards.Stolen);
        await billing.Service.RunDueWork();
        await billing.Service.Read(db => db.Database.ExecuteSqlRawAsync(DunningCopies.Sql, Guid.Parse(opened.Id), Cases - 1));

        var loops = Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<DueWorkLoop<BillingDb>>(billing.Service.Services)).ToList();
        // The retries of days 1, 3 and 6 are passed over, as the card is reported stolen; mail 2 on day 3; mail 3 and the banner on day 7.
        foreach (var (days, steps) in new[] { (1, (string[])[]), (2, ["payment_failed_2"]), (3, []), (1, ["payment_failed_3", ""]) })
        {
            billing.Clock.Advance(TimeSpan.FromDays(days));
            await Task.WhenAll(loops.Select(loop => loop.RunUntilNothingIsDue(CancellationToken.None)));
            await billing.Service.RunDueWork();

            var due = (await billing.Service.Raised<DunningStepDue>()).GroupBy(e => e.Template).ToDictionary(g => g.Key, g => g.Select(e => e.AggregateId).ToList());
            foreach (var template in steps)
            {
                due[template].Count.ShouldBe(Cases, template);
                due[template].Distinct().Count().ShouldBe(Cases, template);
            }
        }

        (await billing.Service.Read(db => db.Set<DunningEntry>().CountAsync(e => e.Kind == "mail" && e.Template != "payment_failed_1"))).ShouldBe(2 * Cases);
        (await billing.Service.Read(db => db.WorkLeases.CountAsync())).ShouldBe(0);
    }
}
