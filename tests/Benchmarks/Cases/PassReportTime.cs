using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Benchmarks.Deployments;
using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
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
    private const int Sold = 1_000;
    private const int Copies = NumberOfPasses / Sold;
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
            var file = $"Data Source={Path.Combine(folder.FullName, "passes.db")}";
            ServiceDatabase.Configure(sqlite, DatabaseProvider.Sqlite, file);
            await using var database = SqliteFactory.Instance.CreateDataSource(file);
            await Measure("SQLite", () => new SubscriptionsSqliteDb(sqlite.Options), database);
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
            var connection = await databases.Create("passes");
            ServiceDatabase.Configure(postgres, DatabaseProvider.Postgres, connection);
            await using var database = NpgsqlDataSource.Create(connection);
            await Measure("PostgreSQL", () => new SubscriptionsPostgresDb(postgres.Options), database);
        }
    }

    private static async Task Measure(string server, Func<SubscriptionsDb> open, DbDataSource database)
    {
        await Fill(open, database);
        if (database is NpgsqlDataSource)
        {
            // As a server that runs does it by itself within a minute.
            await using var vacuum = database.CreateCommand("VACUUM ANALYZE");
            await vacuum.ExecuteNonQueryAsync();
        }

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

    /// <summary>Ten are sold each hour, for more than a year; half of the holders use up what they have. Some are sold by the system, the others are copies of them.</summary>
    private static async Task Fill(Func<SubscriptionsDb> open, DbDataSource database)
    {
        await using (var db = open())
        {
            await db.Database.MigrateAsync();
            var name = new Dictionary<string, string> { ["en"] = "Standard", ["pl"] = "Standardowy" };
            var terms = new PassTerms(2, PassValidityUnit.Month, 3, null, true, false, 0, PassStart.Sale, true, 12, true, false, 0, "");
            var templates = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
            for (var i = 0; i < Sold; i++)
            {
                var now = Start.AddMinutes(i * 6 * Copies);
                var buyer = Customer.Create(
                    new CustomerTerms(string.Create(CultureInfo.InvariantCulture, $"Client {i * 7919 % Sold}"), string.Create(CultureInfo.InvariantCulture, $"client{i}@example.com"), "en", "Europe/Rome", "EUR"), now);
                var sale = new PassSale(templates[i % 5], name, terms, new Dictionary<string, string>(), 40, 0, null, null, PassPayment.Cash, "");
                var pass = Pass.Sell((i * Copies) + 1, buyer, [buyer], sale, false, Staff, now);
                for (var used = 0; i % 2 == 0 && used < terms.Classes; used++)
                {
                    db.Visits.Add(pass.Use(buyer, new VisitFacts(null, new Dictionary<string, string>(), now.AddDays(5)), Staff, now.AddDays(5)));
                }

                pass.Advance(End);
                pass.TakeRaised<IEvent>();
                db.Passes.Add(pass);
            }

            await db.SaveChangesAsync();
        }

        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var holders = (await Row.ReadAll(database, "PassHolders", "\"Position\" > @value", 0)).ToDictionary(row => Guid.Parse($"{row["PassId"]}"));
        foreach (var sold in await Row.ReadAll(database, "Passes", "\"Serial\" > @value", 0))
        {
            await using var pass = connection.Insert(sold);
            await using var holder = connection.Insert(holders[Guid.Parse($"{sold["Id"]}")]);
            pass.Transaction = holder.Transaction = transaction;
            for (var copy = 1; copy < Copies; copy++)
            {
                var (id, serial) = (Guid.CreateVersion7(), Convert.ToInt32(sold["Serial"], CultureInfo.InvariantCulture) + copy);
                pass.Given(("Id", id), ("Serial", serial), ("Number", string.Create(CultureInfo.InvariantCulture, $"P{serial:D5}")));
                holder.Given(("PassId", id), ("Code", string.Create(CultureInfo.InvariantCulture, $"B{serial:D25}")));
                await pass.ExecuteNonQueryAsync();
                await holder.ExecuteNonQueryAsync();
            }
        }

        await transaction.CommitAsync();
    }
}
