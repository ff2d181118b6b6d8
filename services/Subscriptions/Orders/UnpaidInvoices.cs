using Contracts.Billing.V1;
using Grpc.Core;
using Subscriptions.CloseReasons;

namespace Subscriptions.Orders;

/// <summary>Questions to Billing on what a customer still owes; its client is made when there is something to ask, which is seldom.</summary>
internal sealed class UnpaidInvoices(IServiceProvider services)
{
    /// <summary>
    /// What was closed for want of payment comes back by the customer's own hand only when nothing is open. While Billing does not answer,
    /// nobody knows that: then it does not either.
    /// </summary>
    public async Task<bool> ForbidReactivation(Subscription subscription, CancellationToken ct)
    {
        if (subscription is not { Stage: Stage.Churned, Closing.ReasonCode: SystemCloseReasons.Unpaid })
        {
            return false;
        }

        var billing = services.GetRequiredKeyedService<InvoiceService.InvoiceServiceClient>(SubscriptionsModule.Name);
        try
        {
            var open = await billing.ListInvoicesAsync(
                new ListInvoicesRequest { SubscriptionId = subscription.Id.ToString(), States = { InvoiceState.Open }, PageSize = 1 }, cancellationToken: ct);
            return open.Invoices.Count > 0;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded && !ct.IsCancellationRequested)
        {
            return true;
        }
    }
}
