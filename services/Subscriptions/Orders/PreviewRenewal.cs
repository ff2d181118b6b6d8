using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>What a renewal would do: it is done to an object that nobody saves.</summary>
internal sealed class PreviewRenewal(OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.RenewalPreview> Handle(Wire.PreviewRenewalRequest request, Caller caller, CancellationToken ct) =>
        await Preview(await orders.Look(request.Id, ct), caller, ct);

    public async Task<Wire.RenewalPreview> Handle(Wire.PreviewPortalRenewalRequest request, Caller caller, CancellationToken ct) =>
        await Preview(await orders.LookAtOwn(request.Id, caller, ct), caller, ct);

    private async Task<Wire.RenewalPreview> Preview(Subscription subscription, Caller caller, CancellationToken ct)
    {
        await policy.Require(Wire.Action.Renew, subscription, caller, ct);
        var before = subscription.TermEndDate();
        var simulated = subscription.SimulateRenewal(caller.Actor, clock.GetUtcNow());
        return new Wire.RenewalPreview
        {
            TermEndDate = before,
            NewTermEndDate = SubscriptionWire.ToWire(simulated.TermEnd),
            TermPeriods = subscription.Terms.TermPeriods,
            RecurringTotal = Money.From(simulated.Price.Gross, subscription.Currency),
            NextInvoiceDate = SubscriptionWire.ToWire(simulated.NextInvoice),
            Mails = { simulated.Mails },
            Price = simulated.Price.ToWire(subscription.Currency),
        };
    }
}
