using Contracts.Common.V1;
using Contracts.Subscriptions.V1;

namespace Admin.Reports;

/// <summary>Sums and shares of the dunning report's rows.</summary>
internal static class DunningTotals
{
    public static decimal Sum(this IEnumerable<DunningReportRow> rows, Func<DunningReportRow, Money> of) => rows.Sum(row => of(row).ToDecimal());

    /// <summary>Recovered cases of all, in hundredths of a percent, rounded.</summary>
    /// <returns>Null without any case: of nothing there is no share.</returns>
    public static int? RecoveryRate(this IReadOnlyCollection<DunningReportRow> rows) => Share(rows.Sum(row => row.RecoveredCases), rows.Sum(row => row.Cases));

    /// <returns>Hundredths of a percent, rounded; null when the whole is zero.</returns>
    public static int? Share(int part, int whole) => whole == 0 ? null : (int)Math.Round(part * 10_000m / whole, MidpointRounding.AwayFromZero);
}
