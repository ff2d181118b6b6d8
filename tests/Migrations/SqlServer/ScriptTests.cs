using ServiceDefaults.Data;
using Xunit;

namespace Migrations.Tests.SqlServer;

/// <summary>No SQL Server runs with the tests, so its scripts are parsed and modelled instead.</summary>
public sealed class ScriptTests
{
    [Theory]
    [MemberData(nameof(Contexts.Services), MemberType = typeof(Contexts))]
    public void The_script_is_T_SQL_that_SQL_Server_would_accept(string service)
    {
        var schema = SchemaReader.Read(Migrator.Migrations.Script(Contexts.Of(service, DatabaseProvider.SqlServer)));

        Assert.NotEmpty(schema.Tables);
        Assert.Empty(SchemaRules.Violations(schema));
    }

    [Theory]
    [MemberData(nameof(Contexts.Services), MemberType = typeof(Contexts))]
    public void The_script_builds_the_tables_of_the_model(string service)
    {
        var context = Contexts.Of(service, DatabaseProvider.SqlServer);
        using var db = context.Create();
        var schema = SchemaReader.Read(Migrator.Migrations.Script(context));

        var mapped = TablesOf(db);

        Assert.Equal(mapped, schema.Tables.Values.Where(table => table.Name != "__EFMigrationsHistory").SelectMany(Describe).Order());
    }

    [Theory]
    [MemberData(nameof(Contexts.Services), MemberType = typeof(Contexts))]
    public void The_idempotent_script_parses(string service) =>
        Assert.NotEmpty(SchemaReader.Parse(Migrator.Migrations.Script(Contexts.Of(service, DatabaseProvider.SqlServer), idempotent: true)));

    private static IEnumerable<string> TablesOf(Microsoft.EntityFrameworkCore.DbContext db) =>
        Microsoft.EntityFrameworkCore.RelationalModelExtensions.GetRelationalModel(
            Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>(db).Model)
            .Tables
            .SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
            .Order();

    private static IEnumerable<string> Describe(Table table) => table.Columns.Keys.Select(column => $"{table.Name}.{column}");
}
