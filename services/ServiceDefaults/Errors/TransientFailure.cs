using System.Data.Common;
using Grpc.Core;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ServiceDefaults.Data;

namespace ServiceDefaults.Errors;

/// <summary>
/// Failures that heal by themselves when what failed is back: the same work is worth trying again, however often, and is never
/// parked for their sake.
/// </summary>
public static class TransientFailure
{
    /// <summary>busy, locked, I/O error, disk full, file cannot be opened</summary>
    private static readonly int[] SqliteUnavailable = [5, 6, 10, 13, 14];

    private const int SqlServerDeadlock = 1205;

    public static bool Is(Exception exception) => IsUpstream(exception) || IsDatabase(exception);

    /// <summary>A service that was asked did not answer.</summary>
    public static bool IsUpstream(Exception exception) => Chain(exception)
        .Any(e => e is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled } or HttpRequestException);

    /// <summary>The database did not answer, or not in time.</summary>
    public static bool IsDatabase(Exception exception) => Chain(exception).Any(e =>
        e is TimeoutException or DbException { IsTransient: true } || (e is SqliteException sqlite && SqliteUnavailable.Contains(sqlite.SqliteErrorCode))
        // So Entity Framework wraps what the provider's own list calls transient; SQL Server's driver does not say so itself.
        || e is InvalidOperationException { InnerException: DbException });

    /// <summary>Another writer changed or made the same at the same moment; a new try sees it.</summary>
    public static bool IsConflict(Exception exception) =>
        exception is DbUpdateConcurrencyException || (exception is DbUpdateException update && UniqueViolation.Is(update)) || Chain(exception).Any(IsDeadlock);

    /// <summary>Two waited for each other, and the server has ended this one.</summary>
    private static bool IsDeadlock(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } or SqlException { Number: SqlServerDeadlock };

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
