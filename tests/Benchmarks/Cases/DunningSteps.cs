using System.Diagnostics;
using System.Globalization;
using Billing;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;

namespace Benchmarks.Cases;

/// <summary>
/// 10,000 dunning cases that have two steps to do at once, one of them a mail with a link of its own, and two replicas of Billing on one PostgreSQL server
/// that take them up: until the last step is committed. Both run in this process, with all that their events cause in Billing. Where TEST_POSTGRES names a server.
/// </summary>
internal static class DunningSteps
{
    private const int Cases = 10_000;
    private const int StepsADay = 2;
    private const int Bar = 1_000;

    public static async Task Measure()
    {
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is not { Length: > 0 })
        {
            Console.WriteLine("dunning: TEST_POSTGRES names no PostgreSQL server; left out");
            return;
        }

        var clock = TestClock.At("2026-01-15T10:00:00Z");
        await using var databases = new PostgresDatabases();
        var connection = await databases.Create("billing");
        await using var one = await Replica(clock, connection);
        await using var other = await Replica(clock, connection);
        var id = await Open(one);
        await one.Read<BillingDb, int>(db => db.Database.ExecuteSqlRawAsync(DunningCopies.Sql, id, Cases - 1));
        // The steps before it make the code warm: the retry of day 1, which a card that is reported stolen passes over.
        clock.Advance(TimeSpan.FromDays(1));
        await Eventually.Async(() => Done(one, 2), "the first steps");
        foreach (var (days, template, steps) in new[] { (2, "payment_failed_2", 4), (3, "", 5), (1, "payment_failed_3", 7) })
        {
            clock.Advance(TimeSpan.FromDays(days));
            var began = Stopwatch.GetTimestamp();
            await Eventually.Async(() => Done(one, steps), "the steps", TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(100));
            var time = Stopwatch.GetElapsedTime(began);
            if (template.Length > 0)
            {
                await Report(one, template, time);
            }
        }
    }

    private static Task<HostUnderTest> Replica(TestClock clock, string connection) => HostUnderTest.Start(
        new ServiceSettings { Clock = clock, Database = DatabaseProvider.Postgres, Configuration = new() { ["ConnectionStrings:billing"] = connection } },
        new HostedService(builder => builder.AddBilling(), endpoints => endpoints.MapBilling()));

    /// <summary>A case by a card that is reported stolen.</summary>
    private static async Task<Guid> Open(HostUnderTest replica)
    {
        var customer = Customer();
        await replica.Client<Contracts.Billing.V1.PortalService.PortalServiceClient>(replica.Tokens.Customer("billing", customer.Id))
            .AddPaymentMethodAsync(new() { Token = "sandbox_9979_122030" });
        await replica.Publish(PeriodStarted(Order(), customer) with { Sequence = 1 });
        await Eventually.Async(() => Done(replica, 1), "a case");
        return await replica.Read<BillingDb, Guid>(db => db.DunningCases.Select(c => c.Id).SingleAsync());
    }

    /// <summary>There are cases, and each has so many steps behind it.</summary>
    private static Task<bool> Done(HostUnderTest replica, int steps) =>
        replica.Read<BillingDb, bool>(async db => await db.DunningCases.AnyAsync() && !await db.DunningCases.AnyAsync(c => c.StepsDone < steps));

    private static async Task Report(HostUnderTest replica, string template, TimeSpan time)
    {
        var steps = (await replica.Raised<BillingDb, DunningStepDue>()).Where(e => e.Template == template).Select(e => e.AggregateId).ToList();
        if (steps.Count != Cases || steps.Distinct().Count() != Cases)
        {
            throw new InvalidOperationException($"{steps.Count} steps of {steps.Distinct().Count()} cases were done, in place of {Cases}.");
        }

        var rate = StepsADay * Cases / time.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"dunning, PostgreSQL: {Cases} cases due at once on two replicas, {template} and another step: each once, {time.TotalSeconds:F1} s, {rate:F0} steps/s, bar {Bar} {(rate >= Bar ? "met" : "missed")}"));
    }
}
