using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>What a reactivation would do: it is done to an object that nobody saves.</summary>
internal sealed class PreviewReactivation(OrderStore orders, ActionPolicy policy, SimulatedPeriods periods, TimeProvider clock) : IFeature
{
    public async Task<Wire.ReactivationPreview> Handle(Wire.PreviewReactivationRequest request, Caller caller, CancellationToken ct) =>
        await Preview(await orders.Look(request.Id, ct), caller, ct);

    public async Task<Wire.ReactivationPreview> Handle(Wire.PreviewPortalReactivationRequest request, Caller caller, CancellationToken ct) =>
        await Preview(await orders.LookAtOwn(request.Id, caller, ct), caller, ct);

    private async Task<Wire.ReactivationPreview> Preview(Subscription subscription, Caller caller, CancellationToken ct)
    {
        await policy.Require(Wire.Action.Reactivate, subscription, caller, ct);
        var undoable = await policy.Evaluate(Wire.Action.UndoClose, subscription, caller, ct) is null;
        var undoUntil = subscription.Closing!.UndoUntil;
        var now = clock.GetUtcNow();
        var simulated = subscription.SimulateReactivation(caller.Actor, now);
        return new Wire.ReactivationPreview
        {
            StartDate = Date.From(simulated.Reactivated.StartDate),
            Periods = { await periods.Of(subscription, simulated.Periods.Select(p => p.ToFuture(subscription, now)), ct) },
            NextInvoiceDate = subscription.NextInvoiceDate(),
            RecurringTotal = Money.From(subscription.RecurringTotal, subscription.Currency),
            MrrChange = Money.From(simulated.MrrChange, subscription.Currency),
            UndoUntil = undoable && undoUntil is { } until ? Timestamp.FromDateTimeOffset(until) : null,
            TermEndDate = subscription.TermEndDate(),
            Mails = { simulated.Mails },
            Price = subscription.PriceNow.ToWire(subscription.Currency),
        };
    }
}
