using Contracts.Billing.V1;
using Google.Protobuf;
using Grpc.Core;
using ServiceDefaults.Access;
using ServiceDefaults.Requests;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Asks Billing, before a sale that is to be charged to the card on file, whether the buyer has one.</summary>
internal sealed class CardOnFile : ICallPreparation
{
    public bool Covers(string path) => path is "/subscriptions.v1.PassService/SellPass" or "/subscriptions.v1.PortalPassService/BuyPass";

    public async Task Prepare(IMessage request, ServerCallContext context)
    {
        var buyer = request switch
        {
            Wire.SellPassRequest { Payment: Wire.PassPayment.CardOnFile } sale => sale.CustomerId,
            Wire.BuyPassRequest { Payment: Wire.PassPayment.CardOnFile } => $"{context.Caller().CustomerId}",
            _ => "",
        };
        if (Guid.TryParse(buyer, out _))
        {
            context.UserState[typeof(CardOnFile)] = await Exists(buyer, context);
        }
    }

    /// <summary>False where Billing has said that there is none.</summary>
    internal static bool MayExist(ServerCallContext context) => !context.UserState.TryGetValue(typeof(CardOnFile), out var exists) || exists is true;

    /// <summary>While Billing does not answer nobody knows, and the sale goes on: its invoice stays open until there is a card.</summary>
    private static async Task<bool> Exists(string buyer, ServerCallContext context)
    {
        var billing = context.GetHttpContext().RequestServices.GetRequiredKeyedService<PaymentMethodService.PaymentMethodServiceClient>(SubscriptionsModule.Name);
        try
        {
            var saved = await billing.ListPaymentMethodsAsync(new ListPaymentMethodsRequest { CustomerId = buyer, PageSize = 200 }, cancellationToken: context.CancellationToken);
            return saved.PaymentMethods.Any(method => method.IsDefault);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded && !context.CancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }
}
