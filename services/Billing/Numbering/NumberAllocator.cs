using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Billing.Numbering;

/// <summary>
/// Gives the next numbers of a series without gaps (domain.md C6), and their issue date: the increment locks the series' row until the caller's
/// transaction ends, so the next transaction waits, and a rollback gives the numbers back. The date is decided under that lock: a transaction that read the clock before
/// another one, and got the lock after it, still does not step back (C15e).
/// </summary>
internal sealed class NumberAllocator(BillingDb db, BusinessCalendar business)
{
    public async Task<IssueNumber> Next(string series, CancellationToken ct) => (await Next(series, 1, ct))[0];

    /// <returns>As many as are asked for, in their order, of one date.</returns>
    public async Task<IReadOnlyList<IssueNumber>> Next(string series, int count, CancellationToken ct)
    {
        await db.BeginWriting(ct);
        var today = business.Today;
        var (last, date) = await Count(series, today, count, ct);
        return [.. Enumerable.Range(last - count + 1, count).Select(number => new IssueNumber(Format(series, today.Year, number), date))];
    }

    private async Task<(int Last, DateOnly Date)> Count(string series, DateOnly today, int count, CancellationToken ct)
    {
        // The first of the year is not saved yet, and more are taken in the same transaction.
        if (db.NumberSeries.Local.FirstOrDefault(s => s.Series == series && s.Year == today.Year) is { } begun)
        {
            begun.LastDate = begun.LastDate > today ? begun.LastDate : today;
            return (begun.Last += count, begun.LastDate);
        }

        var row = db.NumberSeries.AsNoTracking().Where(s => s.Series == series && s.Year == today.Year);
        var taken = await row.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Last, s => s.Last + count).SetProperty(s => s.LastDate, s => s.LastDate > today ? s.LastDate : today), ct);
        if (taken == 1)
        {
            var now = await row.Select(s => new { s.Last, s.LastDate }).SingleAsync(ct);
            return (now.Last, now.LastDate);
        }

        // Should another one be first, saving fails on the key and the event is handled again.
        db.NumberSeries.Add(new NumberSeries { Series = series, Year = today.Year, Last = count, LastDate = today });
        return (count, today);
    }

    private static string Format(string series, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{series}/{year:0000}/{number:00000}");
}
