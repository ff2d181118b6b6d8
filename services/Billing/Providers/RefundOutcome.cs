namespace Billing.Providers;

/// <summary>What a provider says of a refund: succeeded, failed or not known.</summary>
public abstract record RefundOutcome;

/// <summary>The money is on its way back.</summary>
/// <param name="Reference">The provider's own name for the refund; at most 100 characters.</param>
public sealed record RefundSucceeded(string Reference) : RefundOutcome;

/// <summary>No money goes back.</summary>
/// <param name="Code">What the provider calls it, for staff. At most 50 characters.</param>
public sealed record RefundFailed(string Code) : RefundOutcome;

/// <summary>Nobody knows yet.</summary>
public sealed record RefundUnknown : RefundOutcome;

/// <summary>Money to be given back.</summary>
/// <param name="IdempotencyKey">At most 100 characters.</param>
/// <param name="ChargeReference">Of the charge that took it.</param>
/// <param name="Amount">Above zero, in whole units of the currency; at most what is left of the charge.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record RefundOrder(string IdempotencyKey, string ChargeReference, decimal Amount, string Currency);
