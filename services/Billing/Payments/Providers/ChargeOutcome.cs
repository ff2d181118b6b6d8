namespace Billing.Payments.Providers;

/// <summary>What a provider says of a charge: succeeded, failed, not known, or that the customer has to confirm it.</summary>
internal abstract record ChargeOutcome;

/// <summary>The money is on its way.</summary>
/// <param name="Reference">The provider's own name for the charge; at most 100 characters.</param>
internal sealed record ChargeSucceeded(string Reference) : ChargeOutcome;

/// <summary>No money was taken.</summary>
/// <param name="Hard">Another try with the same payment method makes no sense, or is forbidden (domain.md C9).</param>
/// <param name="Code">What the provider calls it, for staff: lost_card. At most 50 characters.</param>
internal sealed record ChargeFailed(FailureCause Cause, bool Hard, string Code) : ChargeOutcome;

/// <summary>Nobody knows yet.</summary>
internal sealed record ChargeUnknown : ChargeOutcome;

/// <summary>
/// The bank asks for the customer's confirmation: no decline, and no money was taken. The customer gives it on the page that
/// <see cref="IPaymentProvider.ConfirmationPage"/> names; what became of it is asked for as of any charge.
/// </summary>
/// <param name="ExpiresAt">What is not confirmed by then is cancelled.</param>
internal sealed record ChargeRequiresAction(DateTimeOffset ExpiresAt) : ChargeOutcome
{
    /// <summary>How long a customer is given to confirm.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
}

/// <summary>Why a charge failed, as far as customers may know. A card that was reported lost or stolen is <see cref="Unknown"/>.</summary>
public enum FailureCause
{
    ExpiredCard,
    WrongDetails,
    InsufficientFunds,
    LimitExceeded,

    /// <summary>The bank asked for the customer's confirmation, which was cancelled or not given in time.</summary>
    NotConfirmed,

    /// <summary>An earlier payment with the card was disputed, and the bank took it back: no provider is asked.</summary>
    Disputed,

    /// <summary>No reason was given, or one that is not to be told.</summary>
    Unknown,
}
