using System.Text.Json;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

/// <summary>
/// Tries parked work again. A message is handled in the transaction of the call: the handler's effect, its inbox row and the end of
/// being parked exist together or not at all. Due work is released to its loop.
/// </summary>
public sealed class RetryParkedWork<TDb> : IFeature
    where TDb : ServiceDb
{
    private readonly TDb _db;
    private readonly IServiceProvider _scope;
    private readonly EventSubscriptions _subscriptions;
    private readonly TimeProvider _clock;

    public RetryParkedWork(TDb db, IServiceProvider scope, TimeProvider clock)
    {
        _db = db;
        _scope = scope;
        _subscriptions = scope.GetRequiredService<EventSubscriptions>();
        _clock = clock;
    }

    public async Task<Wire.RetryParkedWorkResponse> Handle(Wire.RetryParkedWorkRequest request, CancellationToken ct)
    {
        var id = ParkedId.Parse(request.Id);
        var alreadyHandled = false;
        if (id.Work is null)
        {
            alreadyHandled = await RetryMessage(id.Id, ct);
        }
        else
        {
            await RetryDueWork(id.Work, id.Id, ct);
        }

        return new Wire.RetryParkedWorkResponse { AlreadyHandled = alreadyHandled };
    }

    /// <summary>True when there was nothing left to do.</summary>
    private async Task<bool> RetryMessage(Guid id, CancellationToken ct)
    {
        // The write comes first: of two who retry at once, the second waits here until the first has made the row go.
        await _db.BeginWriting(ct);
        if (await _db.ParkedMessages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, m => m.Attempts + 1), ct) == 0)
        {
            throw DomainException.NotFound("parked work", id.ToString());
        }

        var message = await _db.ParkedMessages.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        if (message.DiscardedAt is not null)
        {
            throw DomainException.FailedPrecondition("DISCARDED", "It was discarded.");
        }

        var subscription = _subscriptions.Find(message.Handler);
        var e = Read(message, subscription);
        var handled = await _db.HasHandled(message.Handler, e.EventId, ct);
        if (!handled)
        {
            await Try(message, () => subscription!.Handle(_scope, e, ct), ct);
            _db.MarkHandled(message.Handler, e.EventId, _clock.GetUtcNow());
            await _db.SaveChangesAsync(ct);
            Instruments.InboxHandled.Add(1, new KeyValuePair<string, object?>("handler", message.Handler));
        }

        await _db.ParkedMessages.Where(m => m.Id == id).ExecuteDeleteAsync(ct);
        return handled;
    }

    private static IEvent Read(ParkedMessage message, EventSubscription? subscription)
    {
        try
        {
            return subscription is null
                ? throw new JsonException($"There is no handler '{message.Handler}'.")
                : ReceivedMessage.Read(message.Body, subscription.Event);
        }
        catch (JsonException e)
        {
            throw DomainException.FailedPrecondition("NOT_READABLE", $"It cannot be handled here: {e.Message}");
        }
    }

    private async Task Try(ParkedMessage message, Func<Task> handle, CancellationToken ct)
    {
        try
        {
            await handle();
            await _db.SaveChangesAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !TransientFailure.Is(e))
        {
            var error = MessageParking.Describe(e);
            throw new DomainException(StatusCode.FailedPrecondition, "STILL_FAILS", $"It failed again: {error}")
            {
                AfterRollback = () => RecordFailure(message.Id, error),
            };
        }
    }

    /// <summary>In a transaction of its own, for the call's is rolled back.</summary>
    private async Task RecordFailure(Guid id, string error)
    {
        await using var own = _scope.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var db = own.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await WriteTransaction.Begin(db, CancellationToken.None);
        if (await db.ParkedMessages.FirstOrDefaultAsync(m => m.Id == id) is { } message)
        {
            message.FailAgain(error, 1);
            await db.SaveChangesAsync();
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    private async Task RetryDueWork(string work, Guid item, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await _db.BeginWriting(ct);
        var freed = await _db.WorkLeases.Where(l => l.Work == work && l.ItemId == item && l.ParkedAt != null).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.ParkedAt, (DateTimeOffset?)null).SetProperty(l => l.Attempts, 0).SetProperty(l => l.LeaseUntil, now), ct);
        if (freed == 0)
        {
            throw DomainException.NotFound("parked work", ParkedId.Of(work, item));
        }
    }
}
