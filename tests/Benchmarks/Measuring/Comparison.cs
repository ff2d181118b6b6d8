namespace Benchmarks.Measuring;

/// <summary>What is compared with what.</summary>
/// <param name="Case">close, get ...</param>
/// <param name="In">standalone or cluster.</param>
/// <param name="Bar">What the median of the ratios must reach; null: it is shown only.</param>
internal sealed record Subject(string Case, string In, int AtOnce, string Limit, Bar? Bar);

/// <summary>A bar and which ratio it is about.</summary>
/// <param name="Lag">The ratio is of medians of times, and may be at most the bar; otherwise of rates, and must be at least that.</param>
internal sealed record Bar(double Value, bool Lag = false)
{
    public bool IsMetBy(double ratio) => Lag ? ratio <= Value : ratio >= Value;
}

/// <summary>Both sides, measured right after each other.</summary>
internal sealed record Round(Side Ours, Side Limit)
{
    public double Ratio(bool lag) => lag ? Ours.P50 / Limit.P50 : Ours.Rate / Limit.Rate;
}

/// <summary>All rounds of a subject.</summary>
internal sealed record Comparison(Subject Subject, IReadOnlyList<Round> Rounds)
{
    public IReadOnlyList<double> Ratios => [.. Rounds.Select(round => round.Ratio(Subject.Bar?.Lag ?? false)).Order()];

    public double Ratio => Median(Ratios);

    public bool? Met => Subject.Bar?.IsMetBy(Ratio);

    public Side Ours => Typical(Rounds.Select(round => round.Ours));

    public Side Limit => Typical(Rounds.Select(round => round.Limit));

    private static Side Typical(IEnumerable<Side> sides)
    {
        var all = sides.ToList();
        return new Side(
            Median([.. all.Select(s => s.Rate).Order()]), Median([.. all.Select(s => s.P50).Order()]),
            Median([.. all.Select(s => s.P95).Order()]), Median([.. all.Select(s => s.P99).Order()]));
    }

    private static double Median(IReadOnlyList<double> sorted) =>
        (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
