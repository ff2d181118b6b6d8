using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace Migrator;

/// <summary>One service's database on one provider: the subclass of its DbContext that carries that provider's migrations.</summary>
/// <param name="Service">Plans, Subscriptions ...</param>
/// <param name="Provider">Named by the subclass: PlansSqliteDb, PlansSqlServerDb, PlansPostgresDb.</param>
/// <param name="Type">The subclass.</param>
public sealed record ServiceContext(string Service, DatabaseProvider Provider, Type Type)
{
    /// <summary>All that the referenced services have, found by name.</summary>
    public static IReadOnlyList<ServiceContext> All { get; } = [.. Owners().Select(Assembly.Load).SelectMany(In)];

    /// <summary>The contexts of an assembly whose names follow the convention.</summary>
    public static IEnumerable<ServiceContext> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract && typeof(DbContext).IsAssignableFrom(type)
        from provider in Enum.GetValues<DatabaseProvider>()
        let suffix = $"{provider}Db"
        where type.Name.EndsWith(suffix, StringComparison.Ordinal)
        select new ServiceContext(type.Name[..^suffix.Length], provider, type);

    /// <summary>The context on that database, or on none: enough for looking at models and writing scripts.</summary>
    public DbContext Create(string? connection = null) => (DbContext)Activator.CreateInstance(Type, Options(connection))!;

    public override string ToString() => Type.Name;

    internal DbContextOptions Options(string? connection = null)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(Type))!;
        return ServiceDatabase.Configure(builder, Provider, connection ?? NoDatabase()).Options;
    }

    private static IEnumerable<string> Owners() =>
        from data in typeof(ServiceContext).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        where data.Key == "DatabaseOwner"
        select data.Value;

    private string NoDatabase() => Provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=:memory:",
        DatabaseProvider.SqlServer => "Server=none",
        _ => "Host=none",
    };
}
