using Microsoft.Data.Sqlite;

namespace Testing.Processes;

/// <summary>The data folder of a process, looked into from outside; removed at the end.</summary>
public sealed class DataFolder : IDisposable
{
    private static readonly string[] Services = ["plans", "subscriptions", "billing", "notifications"];

    public string Path { get; } = Directory.CreateTempSubdirectory("standalone-").FullName;

    /// <summary>A copy of it, while no process works on it.</summary>
    public DataFolder Copy()
    {
        var copy = new DataFolder();
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file.FullName));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }

        return copy;
    }

    /// <summary>Mails that were handed over, as files.</summary>
    public IReadOnlyList<string> Mails()
    {
        var folder = System.IO.Path.Combine(Path, "mail");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];
    }

    /// <summary>Events that a service has saved since the beginning.</summary>
    public long Outbox(string service) =>
        File.Exists(System.IO.Path.Combine(Path, service + ".db")) && Count(service, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Outbox'") > 0
            ? Count(service, "SELECT COUNT(*) FROM Outbox")
            : 0;

    /// <summary>Events of one kind that a service has saved since the beginning.</summary>
    public long Events(string service, string type) => Count(service, $"SELECT COUNT(*) FROM Outbox WHERE Type = '{type}'");

    /// <summary>Gives the only customer a card of the sandbox that has no money, as the customer would in the portal; call it while no process runs.</summary>
    public void LeaveCardWithoutMoney()
    {
        const string Card = "0198F3A0-0000-7000-8000-000000000001";
        Execute("billing", $"""
            INSERT INTO SavedPaymentMethods (Id, CustomerId, Provider, Token, Brand, Last4, Fingerprint, ExpiryMonth, ExpiryYear, Version, CreatedAt, UpdatedAt)
            SELECT '{Card}', Id, 'sandbox', 'sandbox_9995_122090', 'visa', '9995', 'sandbox:9995', 12, 2090, 1, CreatedAt, CreatedAt FROM PaymentProfiles;
            UPDATE PaymentProfiles SET DefaultMethodId = '{Card}';
            """);
    }

    /// <summary>Charges that the sandbox was asked for.</summary>
    public long Charges() => Count("billing", "SELECT COUNT(*) FROM SandboxCharges");

    /// <summary>Waits until every event was handled everywhere and every mail was handed over.</summary>
    public Task Settled() => Eventually.Async(() => Task.FromResult(IsSettled()), "everything in flight to arrive", TimeSpan.FromSeconds(100));

    /// <summary>
    /// What a killed process held is taken over when its lease ends, minutes later. This puts that moment into the past; call it
    /// while no process runs.
    /// </summary>
    public void LetLeasesEnd()
    {
        foreach (var service in Services)
        {
            Execute(service, "UPDATE WorkLeases SET LeaseUntil = '2000-01-01 00:00:00'");
        }

        Execute("billing", "UPDATE PaymentAttempts SET NextStepAt = '2000-01-01 00:00:00' WHERE NextStepAt IS NOT NULL");
        Execute("notifications", "UPDATE OutgoingMails SET NextAttemptAt = '2000-01-01 00:00:00' WHERE NextAttemptAt IS NOT NULL");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Looked at in the order in which events travel: what an earlier place no longer holds has reached a later one.</summary>
    private bool IsSettled() =>
        Published("plans") && Published("subscriptions") && Published("billing")
        && Count("notifications", "SELECT COUNT(*) FROM OutgoingMails WHERE State = 'Queued'") == 0
        && Published("notifications");

    private bool Published(string service) => Count(service, "SELECT COUNT(*) FROM Outbox WHERE CompletedAt IS NULL") == 0;

    private long Count(string service, string query)
    {
        using var connection = Open(service);
        using var command = new SqliteCommand(query, connection);
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string service, string statement)
    {
        using var connection = Open(service);
        using var command = new SqliteCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open(string service)
    {
        var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, service + ".db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
