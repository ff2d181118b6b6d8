namespace Subscriptions.Reports;

/// <summary>Shares in hundredths of a percent, rounded half away from zero.</summary>
internal static class Rate
{
    /// <returns>Zero when there is no whole to take a share of; a share that is out of all proportion stays at the end of the scale.</returns>
    public static int BasisPoints(decimal part, decimal whole) =>
        whole == 0 ? 0 : (int)Math.Clamp(Math.Round(part / whole * 10_000, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue);
}
