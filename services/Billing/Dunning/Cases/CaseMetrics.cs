namespace Billing.Dunning.Cases;

internal static class CaseMetrics
{
    /// <summary>Counts what happened to a case, by its cause.</summary>
    /// <param name="what">opened or recovered.</param>
    public static void Count(this DunningCase counted, string what) => BillingMetrics.DunningCases.Add(1,
        new KeyValuePair<string, object?>("event", what),
        new KeyValuePair<string, object?>("cause", DunningWire.EventName(counted.Cause)));
}
