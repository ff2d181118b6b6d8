using Contracts.Billing.V1;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>What a close would do, without doing it: for the dialogs in which people decide.</summary>
internal sealed class SimulateClose(
    OrderStore orders,
    ActionPolicy policy,
    SimulatedPeriods periods,
    ClosingDecisions closings,
    [FromKeyedServices(SubscriptionsModule.Name)] InvoiceService.InvoiceServiceClient billing,
    TimeProvider clock) : IFeature
{
    public async Task<Wire.CloseSimulation> Handle(Wire.SimulateCloseRequest request, Caller caller, CancellationToken ct) =>
        await Simulate(await orders.Look(request.Id, ct), CloseTerms.Read(request.When, request.CloseDate, request.Credit, request.Settlement, request.IssueCreditAtOnce), caller, ct);

    public async Task<Wire.CloseSimulation> Handle(Wire.SimulatePortalCloseRequest request, Caller caller, CancellationToken ct) =>
        await Simulate(await orders.LookAtOwn(request.Id, caller, ct), CloseTerms.Read(request.When, request.CloseDate), caller, ct);

    private async Task<Wire.CloseSimulation> Simulate(Subscription subscription, CloseTerms terms, Caller caller, CancellationToken ct)
    {
        await policy.Require(Wire.Action.Close, subscription, caller, ct);
        var reason = new CloseDecision(terms.When, terms.Date, null, "", new Dictionary<string, string>(), "", ClosingCredit.None);
        var decision = await closings.Complete(reason, terms, subscription, ct);
        var now = clock.GetUtcNow();
        var simulated = subscription.SimulateClose(decision, caller.Actor, now);
        var closed = simulated.Closed;
        var question = ClosingCreditRequest.Of(
            subscription, closed.PeriodStart, closed.PeriodEnd, closed.EndDate, Kind(closed.Credit), simulated.Periods, now);
        question.ResumeDate = SubscriptionWire.ToWire(simulated.ResumeDate);
        question.Settlement = decision.Settlement.ToWire();
        var credit = await billing.PreviewClosingCreditAsync(question, cancellationToken: ct);

        var answer = new Wire.CloseSimulation
        {
            CloseTime = Timestamp.FromDateTimeOffset(closed.OccurredAt),
            EndDate = Date.From(closed.EndDate),
            LastDay = closed.EndDate > subscription.StartDate ? Date.From(closed.EndDate.AddDays(-1)) : null,
            Credit = credit.Credit,
            Arithmetic = { credit.Arithmetic },
            CreditCaps = { credit.Caps },
            InvoiceNumber = credit.InvoiceNumber,
            AmountDue = credit.AmountDue,
            CreditKind = decision.Credit.ToWire(),
            Settlement = question.Settlement,
            Refund = credit.Refund,
            AccountCredit = credit.AccountCredit,
            NoLongerDue = credit.NoLongerDue,
            MrrChange = Money.From(simulated.MrrChange, subscription.Currency),
            // It has been closed, as far as this object goes.
            CancelledChange = subscription.CancelledChange(),
            UndoUntil = closed.UndoUntil is { } until ? Timestamp.FromDateTimeOffset(until) : null,
        };
        answer.Periods.Add(await periods.Of(subscription, simulated.Periods.Select(p => p.ToFuture(subscription, now)), ct));
        answer.Mails.Add(simulated.Mails);
        return answer;
    }

    private static ClosingCreditKind Kind(string credit) => credit switch
    {
        "prorated" => ClosingCreditKind.Prorated,
        "full" => ClosingCreditKind.Full,
        _ => ClosingCreditKind.None,
    };
}
