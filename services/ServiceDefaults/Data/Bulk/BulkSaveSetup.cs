using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Update.Internal;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql.EntityFrameworkCore.PostgreSQL.Update.Internal;

namespace ServiceDefaults.Data.Bulk;

/// <summary>Lets Entity Framework save many rows of one shape at once: <see cref="BulkSaveBatch"/>. On SQL Server it goes on as it does.</summary>
internal static class BulkSaveSetup
{
    private const string Why = "A provider's own batches can be had from its factory alone.";

    public static void SaveInBulkOnPostgres(this DbContextOptionsBuilder options) =>
        options.ReplaceService<IModificationCommandBatchFactory, PostgresFactory>();

    public static void SaveInBulkOnSqlite(this DbContextOptionsBuilder options) =>
        options.ReplaceService<IModificationCommandBatchFactory, SqliteFactory>();

    [SuppressMessage("Usage", "EF1001:Internal EF Core API usage.", Justification = Why)]
    private sealed class PostgresFactory(ModificationCommandBatchFactoryDependencies dependencies, IDbContextOptions options)
        : NpgsqlModificationCommandBatchFactory(dependencies, options)
    {
        private readonly ModificationCommandBatchFactoryDependencies _dependencies = dependencies;

        public override ModificationCommandBatch Create() => new BulkSaveBatch(base.Create, rows => new ColumnwiseBatch(rows, _dependencies));
    }

    [SuppressMessage("Usage", "EF1001:Internal EF Core API usage.", Justification = Why)]
    private sealed class SqliteFactory(ModificationCommandBatchFactoryDependencies dependencies) : SqliteModificationCommandBatchFactory(dependencies)
    {
        private readonly ModificationCommandBatchFactoryDependencies _dependencies = dependencies;

        public override ModificationCommandBatch Create() => new BulkSaveBatch(base.Create, rows => new RowwiseBatch(rows, _dependencies));
    }
}
