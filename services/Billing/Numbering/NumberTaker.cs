using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Billing.Numbering;

/// <summary>
/// Gives the next numbers of a series without gaps (domain.md C6): the increment locks the series' row until the caller's
/// transaction ends, so whoever comes next waits, and a rollback gives the numbers back.
/// </summary>
internal sealed class NumberTaker(BillingDb db)
{
    /// <returns>INV/2026/00017.</returns>
    public async Task<string> Next(string series, int year, CancellationToken ct) => (await Next(series, year, 1, ct))[0];

    /// <returns>As many as are asked for, in their order.</returns>
    public async Task<IReadOnlyList<string>> Next(string series, int year, int count, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is taken in the transaction that uses it.");
        }

        var last = await Count(series, year, count, ct);
        return [.. Enumerable.Range(last - count + 1, count).Select(number => Format(series, year, number))];
    }

    private async Task<int> Count(string series, int year, int count, CancellationToken ct)
    {
        // The first of the year is not saved yet, and more are taken in the same transaction.
        if (db.NumberSeries.Local.FirstOrDefault(s => s.Series == series && s.Year == year) is { } begun)
        {
            return begun.Last += count;
        }

        var row = db.NumberSeries.AsNoTracking().Where(s => s.Series == series && s.Year == year);
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last + count), ct) == 1)
        {
            return await row.Select(s => s.Last).SingleAsync(ct);
        }

        // Should another one be first, saving fails on the key and the event is handled again.
        db.NumberSeries.Add(new NumberSeries { Series = series, Year = year, Last = count });
        return count;
    }

    private static string Format(string series, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{series}/{year:0000}/{number:00000}");
}
