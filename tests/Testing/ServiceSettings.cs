using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;

namespace Testing;

/// <summary>How a test wants its service.</summary>
public sealed class ServiceSettings
{
    public TestClock Clock { get; init; } = TestClock.At("2026-01-15T10:00:00Z");

    /// <summary>Configuration, such as Billing:PaymentTermDays.</summary>
    public Dictionary<string, string?> Configuration { get; init; } = [];

    /// <summary>Last word on what is registered.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Where its data lies; a new folder that is removed afterwards when not given.</summary>
    public string? Folder { get; init; }

    /// <summary>SQLite files in the folder, or databases of the test's own on the PostgreSQL server that TEST_POSTGRES names.</summary>
    public DatabaseProvider Database { get; init; } = DatabaseProvider.Sqlite;
}
