namespace Billing.Payments.Providers;

/// <summary>What a provider says of a refund: succeeded, failed or not known.</summary>
internal abstract record RefundOutcome;

/// <summary>The money is on its way back.</summary>
/// <param name="Reference">The provider's own name for the refund; at most 100 characters.</param>
internal sealed record RefundSucceeded(string Reference) : RefundOutcome;

/// <summary>Nothing was paid back, and nothing will be.</summary>
/// <param name="Code">What the provider calls it, for staff: expired_or_canceled_card. At most 50 characters.</param>
internal sealed record RefundFailed(string Code) : RefundOutcome;

/// <summary>Nobody knows yet.</summary>
internal sealed record RefundUnknown : RefundOutcome;

/// <summary>Money of a charge to be paid back.</summary>
/// <param name="IdempotencyKey">At most 100 characters.</param>
/// <param name="ChargeReference">The provider's own name for the charge, as <see cref="ChargeSucceeded"/> gave it.</param>
/// <param name="Amount">Above zero, in whole units of the currency.</param>
/// <param name="Currency">ISO 4217; the charge's.</param>
internal sealed record RefundOrder(string IdempotencyKey, string ChargeReference, decimal Amount, string Currency);
