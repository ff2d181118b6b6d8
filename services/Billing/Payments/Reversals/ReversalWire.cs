using Billing.Invoices;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Reversals;

internal static class ReversalWire
{
    public static Wire.PaymentReversal ToWire(this PaymentReversal reversal, Audience audience) => new()
    {
        Id = reversal.Id.ToString(),
        PaymentId = reversal.PaymentId.ToString(),
        Kind = ToWire(reversal.Kind),
        Amount = Money.From(reversal.Amount, reversal.Currency),
        AmountRestored = Money.From(reversal.AmountRestored, reversal.Currency),
        Date = Date.From(reversal.Date),
        Reference = audience == Audience.Staff ? reversal.Reference : "",
        Reason = audience == Audience.Staff ? reversal.Reason : "",
        RestoreReason = audience == Audience.Staff ? reversal.RestoreReason : "",
        CreateTime = Timestamp.FromDateTimeOffset(reversal.CreatedAt),
        RestoreTime = reversal.RestoredAt is { } restored ? Timestamp.FromDateTimeOffset(restored) : null,
    };

    /// <summary>Null when none was named.</summary>
    public static ReversalKind? Read(Wire.PaymentReversalKind kind) => kind switch
    {
        Wire.PaymentReversalKind.Chargeback => ReversalKind.Chargeback,
        Wire.PaymentReversalKind.Returned => ReversalKind.Returned,
        Wire.PaymentReversalKind.RegisteredByMistake => ReversalKind.RegisteredByMistake,
        _ => null,
    };

    /// <summary>As events name it: registered_by_mistake.</summary>
    public static string EventName(ReversalKind kind) => kind switch
    {
        ReversalKind.Chargeback => "chargeback",
        ReversalKind.Returned => "returned",
        _ => "registered_by_mistake",
    };

    /// <summary>The kind that events name so.</summary>
    public static ReversalKind Named(string eventName) => System.Enum.GetValues<ReversalKind>().First(kind => EventName(kind) == eventName);

    private static Wire.PaymentReversalKind ToWire(ReversalKind kind) => kind switch
    {
        ReversalKind.Chargeback => Wire.PaymentReversalKind.Chargeback,
        ReversalKind.Returned => Wire.PaymentReversalKind.Returned,
        _ => Wire.PaymentReversalKind.RegisteredByMistake,
    };
}
