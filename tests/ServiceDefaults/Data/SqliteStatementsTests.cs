using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;
using SQLitePCL;

namespace ServiceDefaults.Tests.Data;

/// <summary>Commands that run as the statements which their connection keeps prepared.</summary>
public sealed class SqliteStatementsTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("statements-").FullName, "a.db");
    private readonly SqliteConnection _connection;
    private readonly PreparedStatements _statements;

    public SqliteStatementsTests()
    {
        _connection = Open();
        _statements = PreparedStatements.Of(_connection);
        Run("PRAGMA journal_mode = WAL");
        Run("CREATE TABLE Things (Id INTEGER PRIMARY KEY, Name TEXT UNIQUE)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        SqliteConnection.ClearPool(_connection);
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public void Each_run_has_its_own_values()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            Insert(name);
        }

        new[] { "a", "c", "x", "b" }.Select(Count).ShouldBe([1, 1, 0, 1]);
    }

    [Fact]
    public void Two_of_one_text_at_once_do_not_disturb_each_other()
    {
        Insert("a");
        Insert("b");
        using var first = Command("SELECT Name FROM Things ORDER BY Name");
        using var second = Command("SELECT Name FROM Things ORDER BY Name");
        using var firstReader = first.ExecuteReader();
        firstReader.Read().ShouldBeTrue();
        using var secondReader = second.ExecuteReader();
        secondReader.Read().ShouldBeTrue();
        secondReader.Read().ShouldBeTrue();

        (firstReader.GetString(0), secondReader.GetString(0)).ShouldBe(("a", "b"));
    }

    [Fact]
    public void One_that_has_failed_does_no_harm_to_the_next()
    {
        Insert("a");

        Should.Throw<SqliteException>(() => Insert("a")).SqliteErrorCode.ShouldBe(19);

        Insert("b");
        Count("b").ShouldBe(1);
    }

    /// <summary>The driver gives the handle of a closed connection to the next that is opened, and ends what a connection has prepared at its first close only.</summary>
    [Fact]
    public void What_a_connection_prepared_before_it_was_closed_is_never_run_by_anothers_handle()
    {
        Count("a").ShouldBe(0);
        _connection.Close();
        _connection.Open();
        Count("a").ShouldBe(0);
        _connection.Close();
        using var other = Open();
        using var transaction = other.BeginTransaction();
        using (var insert = other.CreateCommand())
        {
            insert.CommandText = "INSERT INTO Things (Name) VALUES ('a')";
            insert.Transaction = transaction;
            insert.ExecuteNonQuery();
        }

        _connection.Open();

        Count("a").ShouldBe(0);
    }

    [Fact]
    public void More_texts_than_are_kept_all_run()
    {
        foreach (var i in Enumerable.Range(0, 200).Concat(Enumerable.Range(0, 200)))
        {
            using var command = Command($"SELECT {i}");
            command.ExecuteScalar().ShouldBe((long)i);
        }
    }

    [Fact]
    public async Task What_one_call_has_prepared_is_there_for_the_next()
    {
        await using var things = await ThingsUnderTest.Start(DatabaseProvider.Sqlite);

        // Whoever comes often enough gets a context of the pool that was used before.
        await Eventually.Async(
            () => things.Service.Read(async db =>
            {
                var connection = (SqliteConnection)db.Database.GetDbConnection();
                var isPrepared = connection.State == ConnectionState.Open && BytesOfStatements(connection.Handle!) > 0;
                await db.Things.CountAsync();
                return isPrepared;
            }),
            "a statement to be there before the first of its call");
    }

    private static int BytesOfStatements(sqlite3 handle)
    {
        raw.sqlite3_db_status(handle, raw.SQLITE_DBSTATUS_STMT_USED, out var bytes, out _, resetFlg: 0).ShouldBe(raw.SQLITE_OK);
        return bytes;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_file}");
        connection.Open();
        return connection;
    }

    private void Insert(string name)
    {
        using var command = Command("INSERT INTO Things (Name) VALUES (@name) RETURNING Id");
        command.Parameters.Add(new SqliteParameter("@name", name));
        command.ExecuteScalar();
    }

    private long Count(string name)
    {
        using var command = Command("SELECT count(*) FROM Things WHERE Name = @name");
        command.Parameters.Add(new SqliteParameter("@name", name));
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string text)
    {
        using var command = Command(text);
        command.ExecuteNonQuery();
    }

    private PreparedSqliteCommand Command(string text) => new(_connection, _statements) { CommandText = text };
}
