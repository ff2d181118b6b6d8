using Billing.Invoices;
using Billing.Payments.Providers;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Charging;

internal static class AttemptWire
{
    public static Wire.PaymentAttempt ToWire(this PaymentAttempt attempt, Audience audience) => new()
    {
        Id = attempt.Id.ToString(),
        Number = attempt.Number,
        State = ToWire(attempt.State),
        Amount = attempt.MethodId is null ? null : Money.From(attempt.Amount, attempt.Currency),
        Brand = attempt.Brand,
        Last4 = attempt.Last4,
        Cause = ToWire(attempt.Cause),
        MethodMustChange = attempt.Hard,
        ProviderCode = audience == Audience.Staff ? attempt.ProviderCode : "",
        CreateTime = Timestamp.FromDateTimeOffset(attempt.CreatedAt),
        ConfirmByTime = attempt.ConfirmBy is { } confirmBy ? Timestamp.FromDateTimeOffset(confirmBy) : null,
        CompleteTime = attempt.CompletedAt is { } completed ? Timestamp.FromDateTimeOffset(completed) : null,
    };

    public static Wire.PaymentFailureCause ToWire(FailureCause? cause) => cause switch
    {
        null => Wire.PaymentFailureCause.Unspecified,
        FailureCause.ExpiredCard => Wire.PaymentFailureCause.ExpiredCard,
        FailureCause.WrongDetails => Wire.PaymentFailureCause.WrongDetails,
        FailureCause.InsufficientFunds => Wire.PaymentFailureCause.InsufficientFunds,
        FailureCause.LimitExceeded => Wire.PaymentFailureCause.LimitExceeded,
        FailureCause.NotConfirmed => Wire.PaymentFailureCause.NotConfirmed,
        FailureCause.Disputed => Wire.PaymentFailureCause.Disputed,
        _ => Wire.PaymentFailureCause.Unknown,
    };

    /// <summary>As events name it: expired_card.</summary>
    public static string EventName(FailureCause cause) => cause switch
    {
        FailureCause.ExpiredCard => "expired_card",
        FailureCause.WrongDetails => "wrong_details",
        FailureCause.InsufficientFunds => "insufficient_funds",
        FailureCause.LimitExceeded => "limit_exceeded",
        FailureCause.NotConfirmed => "not_confirmed",
        FailureCause.Disputed => "disputed",
        _ => "unknown",
    };

    private static Wire.PaymentAttemptState ToWire(PaymentAttemptState state) => state switch
    {
        PaymentAttemptState.Waiting => Wire.PaymentAttemptState.Waiting,
        PaymentAttemptState.InProgress => Wire.PaymentAttemptState.InProgress,
        PaymentAttemptState.Unresolved => Wire.PaymentAttemptState.Unresolved,
        PaymentAttemptState.RequiresAction => Wire.PaymentAttemptState.RequiresAction,
        PaymentAttemptState.Succeeded => Wire.PaymentAttemptState.Succeeded,
        PaymentAttemptState.Failed => Wire.PaymentAttemptState.Failed,
        _ => Wire.PaymentAttemptState.Cancelled,
    };
}
