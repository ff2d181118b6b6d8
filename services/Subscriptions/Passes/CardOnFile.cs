using Contracts.Billing.V1;
using Grpc.Core;

namespace Subscriptions.Passes;

/// <summary>Asks Billing, before a sale that is to be charged to the card on file is written, whether the buyer has one.</summary>
internal sealed class CardOnFile([FromKeyedServices(SubscriptionsModule.Name)] PaymentMethodService.PaymentMethodServiceClient billing)
{
    /// <summary>False where Billing says that there is none. While it does not answer nobody knows, and the sale goes on: its invoice stays open until there is a card.</summary>
    public async Task<bool> MayExist(Guid buyer, CancellationToken ct)
    {
        try
        {
            var saved = await billing.ListPaymentMethodsAsync(new ListPaymentMethodsRequest { CustomerId = $"{buyer}", PageSize = 200 }, cancellationToken: ct);
            return saved.PaymentMethods.Any(method => method.IsDefault);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded && !ct.IsCancellationRequested)
        {
            return true;
        }
    }
}
