namespace Billing.Dunning.Cases;

/// <summary>What a case says of the subscription that it is about.</summary>
internal enum DunnedServiceState
{
    /// <summary>It is served, as far as the case does not restrict it; also of what is about no subscription.</summary>
    Running,

    /// <summary>It stands still.</summary>
    Paused,

    /// <summary>It is not served any more.</summary>
    Ended,
}
