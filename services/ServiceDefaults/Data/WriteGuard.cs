using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceDefaults.Data;

/// <summary>A call's update or deletion by query must be in the call's transaction (<see cref="ServiceDb.BeginWriting"/>): outside, it would stay when the call fails.</summary>
internal sealed class WriteGuard : DbCommandInterceptor
{
    public static readonly WriteGuard Instance = new();

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        eventData.Context is ServiceDb { Call.HasBegun: false }
            ? throw new InvalidOperationException("A call writes in its transaction only.")
            : ValueTask.FromResult(result);
}
