namespace Billing.Taxes;

/// <summary>What a tax comes to from a day on, until the next one begins.</summary>
public sealed class TaxPercentage
{
    /// <summary>Of the first percentage of a tax: it holds for every day before the next.</summary>
    public static readonly DateOnly Always = DateOnly.MinValue;

    private const int MillionthsPerPercent = 10_000;

    private TaxPercentage()
    {
    }

    /// <summary>First day, in the time zone of whoever is billed.</summary>
    public DateOnly ValidFrom { get; private init; }

    /// <summary>0 to 100, with up to four decimals.</summary>
    public decimal Percent { get; private init; }

    internal int PerMillion => ToPerMillion(Percent);

    internal static TaxPercentage Create(DateOnly validFrom, int perMillion) => new() { ValidFrom = validFrom, Percent = (decimal)perMillion / MillionthsPerPercent };

    internal static int ToPerMillion(decimal percent) => (int)(percent * MillionthsPerPercent);
}
