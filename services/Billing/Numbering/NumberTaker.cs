using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Billing.Numbering;

/// <summary>
/// Gives the next number of a series without gaps (domain.md C6): the increment locks the series' row until the caller's
/// transaction ends, so whoever comes next waits, and a rollback gives the number back.
/// </summary>
internal sealed class NumberTaker(BillingDb db)
{
    /// <returns>INV/2026/00017.</returns>
    public async Task<string> Next(string series, int year, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is taken in the transaction that uses it.");
        }

        var row = db.NumberSeries.Where(s => s.Series == series && s.Year == year);
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last + 1), ct) == 1)
        {
            return Format(series, year, await row.Select(s => s.Last).SingleAsync(ct));
        }

        // The first of the year. Should another one be first, saving fails on the key and the event is handled again.
        db.NumberSeries.Add(new NumberSeries { Series = series, Year = year, Last = 1 });
        return Format(series, year, 1);
    }

    private static string Format(string series, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{series}/{year:0000}/{number:00000}");
}
