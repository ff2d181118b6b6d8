using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ServiceDefaults.Data;

namespace Migrator;

/// <summary>
/// Publishes again what a service has published since a moment: after a database of a consumer was restored from a backup that is older than
/// its publishers' databases. Whoever has handled an event drops it; whoever forgot it handles it.
/// </summary>
public static class Replay
{
    /// <returns>How many events will be published again, as soon as a replica of the service runs.</returns>
    public static async Task<int> RunAsync(ServiceContext context, string connection, DateTimeOffset since, CancellationToken ct = default)
    {
        await using var db = context.Create(connection);
        // The gateway publishes nothing.
        return db is ServiceDb service
            ? await service.Outbox.Where(message => message.CompletedAt >= since).ExecuteUpdateAsync(
                set => set
                    .SetProperty(message => message.CompletedAt, (DateTimeOffset?)null)
                    .SetProperty(message => message.LeaseId, (Guid?)null)
                    .SetProperty(message => message.LeaseUntil, (DateTimeOffset?)null), ct)
            : 0;
    }

    /// <exception cref="UsageException">--since is missing or not an instant.</exception>
    public static DateTimeOffset Since(IConfiguration configuration) =>
        DateTimeOffset.TryParse(configuration["since"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? since
            : throw new UsageException($"Since when? An instant such as 2026-01-31T10:00:00Z.\n{Commands.Usage}");
}
