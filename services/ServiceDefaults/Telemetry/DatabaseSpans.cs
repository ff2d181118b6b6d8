using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// A span for each command and each commit, alike on every provider. They say what was done to which table, and never the
/// text of a query or a value. What no trace asked for, such as a loop's look for work, makes none.
/// </summary>
internal sealed class DatabaseSpans : DbCommandInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Record(command, eventData);
        return new(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Record(command, eventData);
        return new(result);
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Record(command, eventData);
        return new(result);
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Record(command, eventData, eventData.Exception);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Record(command, eventData, new OperationCanceledException());
        return Task.CompletedTask;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // By then the transaction has let go of its connection.
        if (Activity.Current is not null && eventData.Context?.Database.GetDbConnection() is { } connection)
        {
            using var activity = Begin("COMMIT", connection, eventData.StartTime);
        }

        return Task.CompletedTask;
    }

    private static void Record(DbCommand command, CommandEndEventData eventData, Exception? failure = null)
    {
        if (Activity.Current is not { IsAllDataRequested: true } || command.Connection is not { } connection)
        {
            return;
        }

        using var activity = Begin(StatementSummary.Of(command.CommandText), connection, eventData.StartTime);
        if (failure is not null)
        {
            activity?.Fail(failure.GetType().Name);
            if (failure is DbException { SqlState: { } state })
            {
                activity?.SetTag("db.response.status_code", state);
            }
        }
    }

    /// <summary>Made when the command is over, with the time at which it began: nothing need be kept between.</summary>
    private static Activity? Begin(string summary, DbConnection connection, DateTimeOffset started)
    {
        var activity = Instruments.Source.StartActivity(ActivityKind.Client, startTime: started, name: summary);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("db.system.name", System(connection));
            activity.SetTag("db.namespace", connection is SqliteConnection ? Path.GetFileNameWithoutExtension(connection.DataSource) : connection.Database);
            activity.SetTag("db.operation.name", summary.Split(' ', ';')[0]);
            activity.SetTag("db.query.summary", summary);
        }

        return activity;
    }

    private static string System(DbConnection connection) => connection switch
    {
        SqliteConnection => "sqlite",
        NpgsqlConnection => "postgresql",
        SqlConnection => "microsoft.sql_server",
        _ => "other_sql",
    };
}

internal static class DatabaseSpansSetup
{
    /// <summary>Where telemetry is collected.</summary>
    public static void AddSpans(this DbContextOptionsBuilder options, IServiceProvider services)
    {
        if (services.GetService<DatabaseSpans>() is { } spans)
        {
            options.AddInterceptors(spans);
        }
    }
}
