using Microsoft.EntityFrameworkCore;
using Npgsql;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Data;

/// <summary>What is sent to PostgreSQL again and again is parsed and planned once: seen in the server's own list of a session's prepared statements.</summary>
public sealed class PreparedStatementTests
{
    /// <summary>More often than the driver wants to see a statement before it has it prepared.</summary>
    private const int Often = 8;

    [Fact]
    public async Task A_query_that_is_asked_again_and_again_is_prepared_once()
    {
        await using var things = await ThingsUnderTest.Start(DatabaseProvider.Postgres);

        var prepared = await things.Service.Read(db => PreparedBy(db, async i => await db.Things.Where(t => t.Name == $"thing {i}").CountAsync()));

        prepared.Count(IsCount).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_is_asked_once_takes_no_room_in_the_server()
    {
        await using var things = await ThingsUnderTest.Start(DatabaseProvider.Postgres);

        var prepared = await things.Service.Read(db => PreparedBy(db, async i => await db.Things.Where(t => t.Name == "thing").CountAsync(), times: 1));

        prepared.ShouldNotContain(statement => IsCount(statement));
    }

    [Fact]
    public async Task Many_rows_are_saved_by_one_prepared_statement_however_many_they_are()
    {
        await using var things = await ThingsUnderTest.Start(DatabaseProvider.Postgres);

        var prepared = await things.Service.Read(db => PreparedBy(db, async i =>
        {
            db.Effects.AddRange(Enumerable.Range(0, 20 + i).Select(_ => new Effect { Id = Guid.CreateVersion7(), EventId = Guid.CreateVersion7() }));
            await db.SaveChangesAsync();
        }));

        prepared.Count(statement => statement.StartsWith("INSERT INTO \"Effects\"", StringComparison.Ordinal)).ShouldBe(1);
        (await things.Effects()).Count.ShouldBe(Enumerable.Range(20, Often).Sum());
    }

    /// <summary>A pooler that hands each transaction another session cannot have prepared statements.</summary>
    [Theory]
    [InlineData("Max Auto Prepare=0")]
    [InlineData("max auto prepare = 0")]
    [InlineData("MaxAutoPrepare=0")]
    public async Task A_connection_string_turns_it_off(string setting)
    {
        await using var databases = new PostgresDatabases();
        await using var db = await Connect(databases, setting);

        var prepared = await PreparedBy(db, async i => await db.Things.Where(t => t.Name == $"thing {i}").CountAsync());

        prepared.ShouldNotContain(statement => IsCount(statement));
    }

    /// <summary>What the connection string says of it beside the number leaves the number alone.</summary>
    [Theory]
    [InlineData("Auto Prepare Min Usages=2", 2)]
    [InlineData("AutoPrepareMinUsages=3", 3)]
    public async Task A_connection_string_says_how_often_is_often(string setting, int usages)
    {
        await using var databases = new PostgresDatabases();
        await using var db = await Connect(databases, setting);

        var before = await PreparedBy(db, async i => await db.Things.Where(t => t.Name == $"thing {i}").CountAsync(), usages - 1);
        var after = await PreparedBy(db, async i => await db.Things.Where(t => t.Name == $"thing {i}").CountAsync(), times: 1);

        (before.Count(IsCount), after.Count(IsCount)).ShouldBe((0, 1));
    }

    private static bool IsCount(string statement) => statement.StartsWith("SELECT count(*)", StringComparison.Ordinal) && statement.Contains("FROM \"Things\"", StringComparison.Ordinal);

    private static async Task<ThingsDb> Connect(PostgresDatabases databases, string setting)
    {
        var options = new DbContextOptionsBuilder<ThingsDb>();
        ServiceDatabase.Configure(options, DatabaseProvider.Postgres, $"{await databases.Create("plans")};{setting}");
        var db = new ThingsDb((DbContextOptions<ThingsDb>)options.Options);
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    /// <summary>The statements that the server holds prepared for one session after it did something several times.</summary>
    private static async Task<List<string>> PreparedBy(ThingsDb db, Func<int, Task> act, int times = Often)
    {
        await db.Database.OpenConnectionAsync();
        for (var i = 0; i < times; i++)
        {
            await act(i);
        }

        await using var ask = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateCommand();
        ask.CommandText = "SELECT statement FROM pg_prepared_statements";
        await using var reader = await ask.ExecuteReaderAsync();
        var statements = new List<string>();
        while (await reader.ReadAsync())
        {
            statements.Add(reader.GetString(0));
        }

        return statements;
    }
}
