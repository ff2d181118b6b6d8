using System.Diagnostics;
using System.Globalization;
using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions;
using Subscriptions.Customers;
using Subscriptions.Passes;
using Customer = Subscriptions.Customers.Customer;
using Pass = Subscriptions.Passes.Pass;
using PassPayment = Subscriptions.Passes.PassPayment;
using PassStart = Subscriptions.Passes.PassStart;
using PassState = Contracts.Subscriptions.V1.PassState;
using PassTerms = Subscriptions.Passes.PassTerms;
using PassValidityUnit = Subscriptions.Passes.PassValidityUnit;

namespace Benchmarks.Cases;

/// <summary>
/// The first and the last page of the report of 100,000 passes, a fifth of which run, one at a time, in this process: on SQLite, and on PostgreSQL where
/// TEST_POSTGRES names a server.
/// </summary>
internal static class PassReportTime
{
    private const int NumberOfPasses = 100_000;
    private const int AtOnce = 1_000;
    private const int Times = 30;
    private static readonly TimeSpan Bar = TimeSpan.FromMilliseconds(50);
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(55);
    private static readonly DateTimeOffset End = Start.AddHours(NumberOfPasses / 10);
    private static readonly EventActor Staff = new("staff", "staff-1", "Maria Rossi");

    private static readonly (string What, ListPassesRequest Request)[] Requests =
    [
        ("what runs, by default", new ListPassesRequest()),
        ("all, by number", new ListPassesRequest { States = { PassState.Active, PassState.Expired, PassState.UsedUp, PassState.Frozen } }),
        ("all, by end", new ListPassesRequest { States = { PassState.Active, PassState.Expired, PassState.UsedUp, PassState.Frozen }, OrderBy = "end_date" }),
        ("what runs, by client", new ListPassesRequest { OrderBy = "customer_name" }),
        ("what runs, by classes left", new ListPassesRequest { OrderBy = "remaining_classes desc" }),
        ("what runs or ended within 30 days", new ListPassesRequest { GraceDays = 30 }),
        ("a month a year ago", new ListPassesRequest
        {
            FirstDay = Date.From(DateOnly.FromDateTime(End.AddDays(-365).UtcDateTime)), LastDay = Date.From(DateOnly.FromDateTime(End.AddDays(-335).UtcDateTime)),
            States = { PassState.Active, PassState.Expired, PassState.UsedUp },
        }),
    ];

    public static async Task Measure()
    {
        var folder = Directory.CreateTempSubdirectory("passes-");
        try
        {
            var sqlite = new DbContextOptionsBuilder<SubscriptionsSqliteDb>();
            ServiceDatabase.Configure(sqlite, DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "passes.db")}");
            await Measure("SQLite", () => new SubscriptionsSqliteDb(sqlite.Options));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 })
        {
            await using var databases = new PostgresDatabases();
            var postgres = new DbContextOptionsBuilder<SubscriptionsPostgresDb>();
            ServiceDatabase.Configure(postgres, DatabaseProvider.Postgres, await databases.Create("passes"));
            await Measure("PostgreSQL", () => new SubscriptionsPostgresDb(postgres.Options));
        }
    }

    private static async Task Measure(string server, Func<SubscriptionsDb> open)
    {
        await Fill(open);
        foreach (var (what, request) in Requests)
        {
            foreach (var last in new[] { false, true })
            {
                var page = request.Clone();
                page.FromEnd = last;
                var (times, answer) = await Run(open, page);
                var (median, p95) = (times[Times / 2], times[Times * 95 / 100]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"passes, {server}: {what}, {(last ? "last" : "first")} page, {answer.Passes.Count} of {answer.TotalSize}, p50 {median.TotalMilliseconds:F1} ms, p95 {p95.TotalMilliseconds:F1} ms, bar {(p95 <= Bar ? "met" : "missed")}"));
            }
        }
    }

    private static async Task<(List<TimeSpan> Times, ListPassesResponse Answer)> Run(Func<SubscriptionsDb> open, ListPassesRequest request)
    {
        var times = new List<TimeSpan>();
        var answer = new ListPassesResponse();
        for (var i = -3; i < Times; i++)
        {
            await using var db = open();
            var start = Stopwatch.GetTimestamp();
            answer = await new ListPasses(db, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(End)).Handle(request, CancellationToken.None);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start));
            }
        }

        times.Sort();
        return (times, answer);
    }

    /// <summary>Ten are sold each hour, for some months; half of the holders use up what they have.</summary>
    private static async Task Fill(Func<SubscriptionsDb> open)
    {
        await using (var db = open())
        {
            await db.Database.MigrateAsync();
        }

        var name = new Dictionary<string, string> { ["en"] = "Standard", ["pl"] = "Standardowy" };
        var terms = new PassTerms(2, PassValidityUnit.Month, 3, null, true, false, 0, PassStart.Sale, true, 12, true, false, 0, "");
        var templates = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
        for (var first = 0; first < NumberOfPasses; first += AtOnce)
        {
            await using var db = open();
            for (var i = first; i < first + AtOnce; i++)
            {
                var now = Start.AddMinutes(i * 6);
                var buyer = Customer.Create(
                    new CustomerTerms(string.Create(CultureInfo.InvariantCulture, $"Client {i * 7919 % NumberOfPasses}"), string.Create(CultureInfo.InvariantCulture, $"client{i}@example.com"), "en", "Europe/Rome", "EUR"), now);
                var sale = new PassSale(templates[i % 5], name, terms, new Dictionary<string, string>(), 40, 0, null, null, PassPayment.Cash, "");
                var pass = Pass.Sell(i + 1, buyer, [buyer], sale, false, Staff, now);
                if (i % 2 == 0)
                {
                    var facts = new VisitFacts(null, new Dictionary<string, string>(), now.AddDays(5));
                    db.Visits.AddRange(pass.Use(buyer, facts, Staff, now.AddDays(5)), pass.Use(buyer, facts, Staff, now.AddDays(5)));
                }

                pass.Advance(End);
                pass.TakeRaised<IEvent>();
                db.Passes.Add(pass);
            }

            await db.SaveChangesAsync();
        }
    }
}
