using Billing.Invoices;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits.Refunds;

internal static class RefundWire
{
    public static Wire.Refund ToWire(this Refund refund, Audience audience) => new()
    {
        Id = refund.Id.ToString(),
        PaymentId = refund.PaymentId.ToString(),
        State = ToWire(refund.State),
        Amount = Money.From(refund.Amount, refund.Currency),
        Method = InvoiceWire.ToWire(refund.Method),
        Reason = refund.Reason,
        ProviderCode = audience == Audience.Staff ? refund.ProviderCode : "",
        CreateTime = Timestamp.FromDateTimeOffset(refund.CreatedAt),
        CompleteTime = refund.CompletedAt is { } completed ? Timestamp.FromDateTimeOffset(completed) : null,
    };

    private static Wire.RefundState ToWire(RefundState state) => state switch
    {
        RefundState.Waiting or RefundState.InProgress => Wire.RefundState.Pending,
        RefundState.Unresolved => Wire.RefundState.Unresolved,
        RefundState.Succeeded => Wire.RefundState.Succeeded,
        _ => Wire.RefundState.Failed,
    };
}
