using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Data;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>Stores what a handler could not handle in the owning service's database, where staff see it.</summary>
internal sealed partial class MessageParking(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MessageParking> logger)
{
    /// <param name="handler">Name of the handler that it was for.</param>
    /// <param name="dbType">Of the service that owns the handler.</param>
    public async Task Store(string handler, Type dbType, ReceivedMessage message, string error, int attempts, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(dbType);
        await using var transaction = await WriteTransaction.Begin(db, ct);
        var known = message.EventId is null
            ? null
            : await db.ParkedMessages.FirstOrDefaultAsync(m => m.EventId == message.EventId && m.Handler == handler, ct);
        if (known is null)
        {
            db.ParkedMessages.Add(ParkedMessage.Create(handler, message, error, attempts, clock.GetUtcNow()));
        }
        else if (known.DiscardedAt is null)
        {
            known.FailAgain(error, attempts);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Instruments.InboxParked.Add(1, new KeyValuePair<string, object?>("handler", handler));
        Log.Parked(logger, handler, message.EventType, message.EventId, attempts, error);
    }

    /// <summary>Without a stack: what it says, and what is at the root of it.</summary>
    internal static string Describe(Exception exception)
    {
        var root = exception.GetBaseException();
        return root == exception || root.Message == exception.Message ? exception.Message : $"{exception.Message} ({root.Message})";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Handler} failed on {EventType} {EventId} after {Attempts} tries; it is parked: {Error}")]
        public static partial void Parked(ILogger logger, string handler, string eventType, Guid? eventId, int attempts, string error);
    }
}
