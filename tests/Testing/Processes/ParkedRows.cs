using Microsoft.Data.Sqlite;

namespace Testing.Processes;

/// <summary>Puts parked work into the database file of a service of a running process, as if it had been parked there.</summary>
public static class ParkedRows
{
    /// <returns>Its id.</returns>
    public static Guid Message(string folder, string service, string handler, string eventType, Guid eventId, string body, string error)
    {
        var id = Guid.CreateVersion7();
        Execute(
            folder, service,
            """
            INSERT INTO ParkedMessages (Id, Handler, EventType, EventId, Body, Error, Attempts, FirstSeen, ParkedAt)
            VALUES ($id, $handler, $type, $event, $body, $error, 6, $at, $at)
            """,
            ("$id", id.ToString().ToUpperInvariant()), ("$handler", handler), ("$type", eventType), ("$event", eventId.ToString().ToUpperInvariant()),
            ("$body", body), ("$error", error), ("$at", "2026-01-15 10:00:00"));
        return id;
    }

    /// <returns>The item's id.</returns>
    public static Guid DueWork(string folder, string service, string work, string error)
    {
        var item = Guid.CreateVersion7();
        Execute(
            folder, service,
            "INSERT INTO WorkLeases (Work, ItemId, LeaseUntil, Attempts, LastError, ParkedAt) VALUES ($work, $item, $at, 6, $error, $at)",
            ("$work", work), ("$item", item.ToString().ToUpperInvariant()), ("$error", error), ("$at", "2026-01-15 11:00:00"));
        return item;
    }

    /// <summary>An order whose next period is due and was parked.</summary>
    public static void DueOrder(string folder, Guid order, string error)
    {
        Execute(folder, "subscriptions", "UPDATE Subscriptions SET NextInvoiceAt = $at WHERE Id = $id", ("$id", Text(order)), ("$at", "2026-01-15 10:00:00"));
        Execute(
            folder, "subscriptions",
            "INSERT INTO WorkLeases (Work, ItemId, LeaseUntil, Attempts, LastError, ParkedAt) VALUES ('start-periods', $item, $at, 6, $error, $at)",
            ("$item", Text(order)), ("$error", error), ("$at", "2026-01-15 11:00:00"));
    }

    /// <summary>As it was before <see cref="DueOrder"/>, for an order of which nothing was due.</summary>
    public static void NothingDue(string folder, Guid order)
    {
        Execute(folder, "subscriptions", "UPDATE Subscriptions SET NextInvoiceAt = NULL WHERE Id = $id", ("$id", Text(order)));
        Execute(folder, "subscriptions", "DELETE FROM WorkLeases WHERE ItemId = $id", ("$id", Text(order)));
    }

    /// <summary>What a batch of a billing run would have counted a moment ago.</summary>
    public static void BillingBatch(string folder, DateTime at, int done) => Execute(
        folder, "subscriptions", "INSERT INTO BillingBatches (Id, At, Done, Parked) VALUES ($id, $at, $done, 0)",
        ("$id", Text(Guid.CreateVersion7())), ("$at", $"{at:yyyy-MM-dd HH:mm:ss}"), ("$done", $"{done}"));

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    private static void Execute(string folder, string service, string statement, params (string Name, string Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, service + ".db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(statement, connection);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
