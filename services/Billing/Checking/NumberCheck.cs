using System.Collections;
using System.Globalization;
using Billing.Numbering;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Checking;

namespace Billing.Checking;

/// <summary>Every number up to a series' last was given, and none after it (domain.md C6). A bit for each is held in memory.</summary>
internal sealed class NumberCheck(BillingDb db)
{
    private const int MostNamed = 10;

    public async Task Run(Findings findings, CancellationToken ct)
    {
        foreach (var series in await db.NumberSeries.AsNoTracking().OrderBy(s => s.Series).ThenBy(s => s.Year).ToListAsync(ct))
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{series.Series}/{series.Year:0000}/");
            var numbers = series.Series == NumberSeries.Invoices
                ? db.Invoices.Where(i => i.Number!.StartsWith(prefix)).Select(i => i.Number!)
                : db.CreditNotes.Where(n => n.Number.StartsWith(prefix)).Select(n => n.Number);
            findings.Looked(Guid.Empty, prefix.TrimEnd('/'), await Broken(series.Last, prefix, numbers, ct));
        }
    }

    private static async Task<List<(string Rule, string Detail)>> Broken(int last, string prefix, IQueryable<string> numbers, CancellationToken ct)
    {
        var given = new BitArray(last + 1);
        var wrong = new List<string>();
        await foreach (var number in numbers.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (int.TryParse(number.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= last)
            {
                given[n] = true;
            }
            else
            {
                wrong.Add($"{number} is there, the last is {last.ToString(CultureInfo.InvariantCulture)}.");
            }
        }

        var missing = Enumerable.Range(1, last).Where(n => !given[n]).Select(n => n.ToString("00000", CultureInfo.InvariantCulture)).ToList();
        if (missing.Count > 0)
        {
            wrong.Add($"Missing of {last.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", missing.Take(MostNamed))}{(missing.Count > MostNamed ? " ..." : "")}");
        }

        return [.. wrong.Select(detail => ("NUMBER_GAP", detail))];
    }
}
