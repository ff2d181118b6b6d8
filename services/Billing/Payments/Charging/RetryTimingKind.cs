namespace Billing.Payments.Charging;

/// <summary>What decided when a retry of a schedule was made.</summary>
public enum RetryTimingKind
{
    /// <summary>The schedule's own time.</summary>
    Schedule,

    /// <summary>What earlier retries had brought.</summary>
    Learned,
}
