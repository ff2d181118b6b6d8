using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Runs;

internal static class BillingRunWire
{
    public static Wire.BillingRun ToWire(this BillingRun run) => new()
    {
        StartTime = run.CreatedAt.ToTimestamp(),
        ProgressTime = run.LastAt.ToTimestamp(),
        DoneCount = run.Done,
        GivenUpCount = run.Parked,
        PeriodsPerMinute = (long)Math.Round((run.Rate ?? 0) * 60, MidpointRounding.AwayFromZero),
    };
}
