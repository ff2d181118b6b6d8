using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Subscriptions;
using Subscriptions.Customers;

namespace Benchmarks.Cases;

/// <summary>A page of a search among 100,000 customers, one at a time, in this process: on SQLite, and on PostgreSQL where TEST_POSTGRES names a server.</summary>
internal static class SearchTime
{
    private const int Customers = 100_000;
    private const int AtOnce = 2_000;
    private const int PageSize = 25;
    private const int Times = 30;
    private static readonly TimeSpan Bar = TimeSpan.FromMilliseconds(30);

    /// <summary>From words that nearly all have to words that nobody has.</summary>
    private static readonly string[] Queries =
        ["e", "example", "nguyen", "nguyen van", "rossi", "rossi anna", "nguyen rossi", "anna 54321", "customer54321@example.com", "nobody"];

    private static readonly string[] Families = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Rossi", "Wiśniewski", "احمدی", "Clarke", "Ferrari", "Łuczak"];
    private static readonly string[] Given = ["Văn An", "Thị Lan", "Anna", "Marek", "سارا", "Emma", "Văn Đức"];

    public static async Task Measure()
    {
        var folder = Directory.CreateTempSubdirectory("search-");
        try
        {
            var sqlite = new DbContextOptionsBuilder<SubscriptionsSqliteDb>();
            ServiceDatabase.Configure(sqlite, DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "search.db")}");
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
            ServiceDatabase.Configure(postgres, DatabaseProvider.Postgres, await databases.Create("search"));
            await Measure("PostgreSQL", () => new SubscriptionsPostgresDb(postgres.Options));
        }
    }

    private static async Task Measure(string server, Func<SubscriptionsDb> open)
    {
        await Fill(open);
        foreach (var query in Queries)
        {
            var times = new List<TimeSpan>();
            var found = 0;
            for (var i = 0; i < Times; i++)
            {
                await using var db = open();
                var start = Stopwatch.GetTimestamp();
                var customers = await db.Customers.AsNoTracking().Matching(db, query, CancellationToken.None);
                found = (await customers.NewestFirst(PageSize, "", CancellationToken.None)).Items.Count;
                times.Add(Stopwatch.GetElapsedTime(start));
            }

            times.Sort();
            var (median, p95) = (times[Times / 2], times[Times * 95 / 100]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"search, {server}: \"{query}\", {found} on the page, p50 {median.TotalMilliseconds:F1} ms, p95 {p95.TotalMilliseconds:F1} ms, bar {(p95 <= Bar ? "met" : "missed")}"));
        }
    }

    private static async Task Fill(Func<SubscriptionsDb> open)
    {
        await using (var db = open())
        {
            await db.Database.MigrateAsync();
        }

        var start = DateTimeOffset.UnixEpoch.AddYears(50);
        for (var first = 0; first < Customers; first += AtOnce)
        {
            await using var db = open();
            db.Customers.AddRange(Enumerable.Range(first, AtOnce).Select(i => Customer.Create(
                new CustomerTerms(
                    $"{Families[i % Families.Length]} {Given[i % Given.Length]}", string.Create(CultureInfo.InvariantCulture, $"customer{i}@example.com"), "en", "Europe/Rome", "EUR"),
                start.AddMinutes(i))));
            await db.SaveChangesAsync();
        }
    }
}
