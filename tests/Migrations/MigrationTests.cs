using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Migrator;
using ServiceDefaults.Data;
using Xunit;

namespace Migrations.Tests;

public sealed class MigrationTests
{
    [Theory]
    [MemberData(nameof(Contexts.All), MemberType = typeof(Contexts))]
    public void The_model_has_no_changes_without_a_migration(string context) =>
        Assert.False(
            Migrator.Migrations.HasPendingChanges(Contexts.Named(context)),
            $"{context} changed. Run deploy/Migrator/add-migration.sh NAME {Contexts.Named(context).Service}");

    [Theory]
    [MemberData(nameof(Contexts.Services), MemberType = typeof(Contexts))]
    public void Each_service_has_the_same_migrations_on_every_provider(string service)
    {
        var names = Enum.GetValues<DatabaseProvider>().Select(provider => Names(Contexts.Of(service, provider))).ToList();

        Assert.NotEmpty(names[0]);
        Assert.All(names, others => Assert.Equal(names[0], others));
    }

    [Theory]
    [MemberData(nameof(Contexts.Services), MemberType = typeof(Contexts))]
    public async Task Migrations_bring_an_empty_file_up_to_date(string service)
    {
        var context = Contexts.Of(service, DatabaseProvider.Sqlite);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        try
        {
            Assert.NotEmpty(await Migrator.Migrations.ApplyAsync(context, $"Data Source={file}"));
            Assert.Empty(await Migrator.Migrations.ApplyAsync(context, $"Data Source={file}"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            File.Delete(file);
        }
    }

    /// <summary>Without their time stamps, which differ.</summary>
    private static List<string> Names(ServiceContext context)
    {
        using var db = context.Create();
        return [.. db.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..])];
    }
}
