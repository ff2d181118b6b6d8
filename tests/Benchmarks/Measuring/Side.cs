namespace Benchmarks.Measuring;

/// <summary>One measurement of one side.</summary>
/// <param name="Rate">Finished calls per second.</param>
/// <param name="P50">Milliseconds, as the others.</param>
internal sealed record Side(double Rate, double P50, double P95, double P99)
{
    /// <param name="milliseconds">How long each call took, in any order.</param>
    public static Side Of(IEnumerable<double> milliseconds, TimeSpan elapsed)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted.Count == 0
            ? throw new InvalidOperationException("Nothing was finished in the time of a measurement.")
            : new Side(sorted.Count / elapsed.TotalSeconds, At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99));
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
