namespace Billing.Payments.Charging;

public enum PaymentAttemptState
{
    /// <summary>Due; the provider was not asked.</summary>
    Waiting,

    /// <summary>The provider is being asked, or was by a process that has died.</summary>
    InProgress,

    /// <summary>The provider's answer is not known.</summary>
    Unresolved,

    /// <summary>The bank waits for the customer's confirmation.</summary>
    RequiresAction,

    Succeeded,

    Failed,

    /// <summary>Nothing was due any more, or there was no payment method.</summary>
    Cancelled,
}
