using System.Data.Common;
using Benchmarks.Deployments;

namespace Benchmarks.Limits;

/// <summary>A page of orders with their customers and lines, as a prepared statement reads it: every value, no objects.</summary>
internal sealed class RawList : IAsyncDisposable
{
    private const string Query = """
        SELECT s.*, c."Name", c."Language", c."TimeZone", l.*
        FROM (SELECT * FROM "Subscriptions" WHERE "Stage" = @stage AND ("CreatedAt", "Id") < (@at, @id)
              ORDER BY "CreatedAt" DESC, "Id" DESC LIMIT @size) s
        JOIN "Customers" c ON c."Id" = s."CustomerId"
        LEFT JOIN "SubscriptionLines" l ON l."SubscriptionId" = s."Id"
        ORDER BY s."CreatedAt" DESC, s."Id" DESC
        """;

    private readonly List<(DbConnection Connection, DbCommand Command)> _callers = [];
    private readonly int _pageSize;

    private RawList(int pageSize) => _pageSize = pageSize;

    public static async Task<RawList> Open(DbDataSource database, int atOnce, int pageSize)
    {
        var list = new RawList(pageSize);
        var last = await Row.Read(database, "Subscriptions", "\"Stage\" = @value ORDER BY \"CreatedAt\" DESC, \"Id\" DESC", Orders.Listed);
        for (var i = 0; i < atOnce; i++)
        {
            var connection = await database.OpenConnectionAsync();
            var command = connection.CreateCommand();
            command.CommandText = Query;
            command.Give("stage", Orders.Listed);
            command.Give("at", last["CreatedAt"]);
            command.Give("id", last["Id"]);
            // One more tells whether there is a next page.
            command.Give("size", pageSize + 1);
            await command.PrepareAsync();
            list._callers.Add((connection, command));
        }

        return list;
    }

    /// <returns>How many orders are on the page; each has one line.</returns>
    public async Task<int> Read(int caller)
    {
        await using var reader = await _callers[caller].Command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        var rows = 0;
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            rows++;
        }

        return Math.Min(rows, _pageSize);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, command) in _callers)
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
