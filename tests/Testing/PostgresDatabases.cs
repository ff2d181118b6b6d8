using Npgsql;

namespace Testing;

/// <summary>
/// Databases of one test on a real PostgreSQL server, dropped with it. TEST_POSTGRES is the connection of a role that may
/// create databases; tests/postgres.sh starts such a server.
/// </summary>
public sealed class PostgresDatabases : IAsyncDisposable
{
    private const string Variable = "TEST_POSTGRES";

    private readonly string _prefix = $"test_{Guid.CreateVersion7():N}";
    private readonly List<string> _names = [];
    private readonly string _server = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException(
            $"{Variable} is not set, so there is no PostgreSQL server to test against. Run tests/run.sh, which starts one, or set {Variable} to what `tests/postgres.sh start` prints.");

    /// <summary>Makes a database, empty or a copy of another one, and returns its connection string.</summary>
    public async Task<string> Create(string service, string? template = null)
    {
        var name = $"{_prefix}_{service}";
        await Execute(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        _names.Add(name);
        return new NpgsqlConnectionStringBuilder(_server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _names)
        {
            await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    private async Task Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
