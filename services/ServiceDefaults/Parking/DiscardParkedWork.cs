using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Messaging;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

/// <summary>
/// Decides that a parked message shall never be handled, also when the transport should bring it once more. Who and why stays with it; its
/// handler takes note of it (<see cref="IEventHandler{TEvent}.Skip"/>), so that what waits behind it can go on.
/// </summary>
public sealed class DiscardParkedWork<TDb> : IFeature
    where TDb : ServiceDb
{
    private readonly TDb _db;
    private readonly IServiceProvider _scope;
    private readonly EventSubscriptions _subscriptions;
    private readonly TimeProvider _clock;

    public DiscardParkedWork(TDb db, IServiceProvider scope, TimeProvider clock)
    {
        _db = db;
        _scope = scope;
        _subscriptions = scope.GetRequiredService<EventSubscriptions>();
        _clock = clock;
    }

    public async Task<Wire.ParkedWork> Handle(Wire.DiscardParkedWorkRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var reason = validator.Text("reason", request.Reason, ParkedMessage.MaximumReason, lines: true);
        validator.ThrowIfFailed();
        var id = ParkedId.Parse(request.Id);
        if (id.Work is not null)
        {
            throw await _db.WorkLeases.AnyAsync(l => l.Work == id.Work && l.ItemId == id.Id && l.ParkedAt != null, ct)
                ? DomainException.FailedPrecondition("STILL_DUE", "Due work cannot be discarded: it would come due again. Mend what it fails on and retry it.")
                : DomainException.NotFound("parked work", request.Id);
        }

        // As a retry does: the write comes first, so that one of two waits for the other.
        await _db.BeginWriting(ct);
        if (await _db.ParkedMessages.Where(m => m.Id == id.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, m => m.Attempts), ct) == 0)
        {
            throw DomainException.NotFound("parked work", request.Id);
        }

        var message = await _db.ParkedMessages.SingleAsync(m => m.Id == id.Id, ct);
        if (message.DiscardedAt is not null)
        {
            throw DomainException.FailedPrecondition("DISCARDED", "It was discarded before.");
        }

        var now = _clock.GetUtcNow();
        message.Discard(caller.Name, reason, now);
        if (message.EventId is { } e && !await _db.HasHandled(message.Handler, e, ct))
        {
            await Skip(message, ct);
            _db.MarkHandled(message.Handler, e, now);
        }

        await _db.SaveChangesAsync(ct);
        return message.ToWire(body: true);
    }

    private Task Skip(ParkedMessage message, CancellationToken ct) =>
        _subscriptions.Find(message.Handler) is { } subscription && ReceivedMessage.Skipped(message.Body) is { } skipped
            ? subscription.Skip(_scope, skipped, ct)
            : Task.CompletedTask;
}
