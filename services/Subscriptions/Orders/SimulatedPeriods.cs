using Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Periods that would be billed, as previews show them. What they come to, Billing says.</summary>
internal sealed class SimulatedPeriods([FromKeyedServices(SubscriptionsModule.Name)] InvoiceService.InvoiceServiceClient billing)
{
    /// <summary>Most periods that Billing is asked about at once.</summary>
    private const int BatchSize = 400;

    /// <returns>In the order of the periods.</returns>
    internal async Task<IReadOnlyList<Wire.SimulatedPeriod>> Of(Subscription subscription, IEnumerable<FuturePeriod> periods, CancellationToken ct)
    {
        List<Wire.SimulatedPeriod> simulated = [];
        foreach (var batch in periods.Chunk(BatchSize))
        {
            var question = new PreviewInvoicesRequest { CustomerId = subscription.CustomerId.ToString(), CurrencyCode = subscription.Currency, Periods = { batch } };
            var answer = await billing.PreviewInvoicesAsync(question, cancellationToken: ct);
            simulated.AddRange(batch.Zip(answer.Invoices, (period, invoice) => new Wire.SimulatedPeriod
            {
                Start = period.Start,
                End = period.End,
                Amount = invoice.Net,
                Total = invoice.Total,
                Arithmetic = { invoice.Arithmetic },
            }));
        }

        return simulated;
    }
}
