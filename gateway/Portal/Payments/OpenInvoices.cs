using Contracts.Billing.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Screens.Components;

namespace Portal.Payments;

/// <summary>A new card is charged with what is open. The page that follows tells what became of it, by the invoices that its address names.</summary>
static class OpenInvoices
{
    /// <summary>Most invoices that are told of, one by one.</summary>
    const int Most = 10;

    const string Parameter = "charged";

    /// <summary>Ids of the invoices that a new card will be charged with; none where billing does not answer.</summary>
    public static async Task<IReadOnlyList<string>> Find(InvoiceClient billing, CancellationToken ct)
    {
        try
        {
            var newest = await billing.ListInvoicesAsync(new() { PageSize = 50 }, cancellationToken: ct);
            return [.. newest.Invoices.Where(invoice => invoice.State == InvoiceState.Open).Take(Most).Select(invoice => invoice.Id)];
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>Waits a little for what becomes of them.</summary>
    /// <returns>The address of the page that tells it.</returns>
    public static async Task<string> Settle(IReadOnlyList<string> ids, InvoiceClient billing, CancellationToken ct)
    {
        await Task.WhenAll(ids.Select(id => PaymentWait.UntilSettled(() => Get(id, billing, ct), ct)));
        return "/portal/payment-methods" + QueryString.Create(ids.Select(id => KeyValuePair.Create(Parameter, (string?)id)).Prepend(new("done", "card-added")));
    }

    public static IEnumerable<string> Read(IQueryCollection query) => query[Parameter].OfType<string>().Where(id => Guid.TryParse(id, out _)).Distinct().Take(Most);

    static async Task<Invoice?> Get(string id, InvoiceClient billing, CancellationToken ct)
    {
        try
        {
            return await billing.GetInvoiceAsync(new() { Id = id }, cancellationToken: ct);
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
