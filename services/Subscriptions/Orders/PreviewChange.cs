using Contracts.Billing.V1;
using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>What a change would do: it is done to an object that nobody saves, and Billing is asked for the credit and the charge.</summary>
internal sealed class PreviewChange(
    OrderStore orders,
    ActionPolicy policy,
    ChangeRequests requests,
    SimulatedPeriods periods,
    [FromKeyedServices(SubscriptionsModule.Name)] InvoiceService.InvoiceServiceClient billing,
    TimeProvider clock) : IFeature
{
    public async Task<Wire.ChangePreview> Handle(Wire.PreviewChangeRequest request, Caller caller, CancellationToken ct) =>
        await Preview(await orders.Look(request.Id, ct), request.PlanId, request.Quantity, request.When, caller, ct);

    public async Task<Wire.ChangePreview> Handle(Wire.PreviewPortalChangeRequest request, Caller caller, CancellationToken ct) =>
        await Preview(await orders.LookAtOwn(request.Id, caller, ct), request.PlanId, request.Quantity, Wire.ChangeWhen.Unspecified, caller, ct);

    private async Task<Wire.ChangePreview> Preview(
        Subscription subscription, string planId, int quantity, Wire.ChangeWhen when, Caller caller, CancellationToken ct)
    {
        await policy.Require(Wire.Action.Change, subscription, caller, ct);
        var now = clock.GetUtcNow();
        var running = subscription.CurrentPeriod?.Start;
        var simulated = subscription.SimulateChange(await requests.Read(subscription, planId, quantity, when, caller, ct), caller.Actor, now);
        var currency = subscription.Currency;
        var credit = simulated.Proration is { } given
            ? await billing.PreviewClosingCreditAsync(
                ClosingCreditRequest.Of(subscription, running, null, given.Start, ClosingCreditKind.Prorated, simulated.Periods, now),
                cancellationToken: ct)
            : null;
        var charge = Charged(simulated, subscription, now) is { } billed ? (await periods.Of(subscription, [billed], ct))[0] : null;
        return new Wire.ChangePreview
        {
            When = simulated.ChangeDate is null ? Wire.ChangeWhen.Now : Wire.ChangeWhen.EndOfPeriod,
            ChangeDate = Date.From(simulated.ChangeDate ?? subscription.Today(now)),
            Credit = credit?.Credit ?? Money.From(0, currency),
            CreditArithmetic = { credit?.Arithmetic ?? [] },
            CreditCaps = { credit?.Caps ?? [] },
            CreditInvoiceNumber = credit?.InvoiceNumber ?? "",
            Charge = charge,
            Difference = Money.From((charge?.Total.ToDecimal() ?? 0) - (credit?.Credit.ToDecimal() ?? 0), currency),
            RecurringTotal = Money.From(subscription.RecurringTotal, currency),
            NextInvoiceDate = subscription.NextInvoiceDate(),
            Mails = { simulated.Mails },
            Price = subscription.PriceNow.ToWire(currency),
            MrrChange = Money.From(simulated.MrrChange, currency),
        };
    }

    /// <summary>The rest of the running period, or the first one with the change; null when neither would be billed.</summary>
    private static FuturePeriod? Charged(SimulatedChange simulated, Subscription subscription, DateTimeOffset now) => simulated.Proration is { } rest
        ? rest.ToFuture(subscription, now)
        : simulated.Periods.LastOrDefault(period => period.PeriodStart == simulated.ChangeDate)?.ToFuture(subscription, now);
}
