using System.Globalization;
using Billing.Numbering;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>
/// Every number up to a series' last was given, and none after it (domain.md C6); from one to the next their dates do not step back (C15e). The date of each
/// is held in memory.
/// </summary>
internal sealed class NumberReconciliation(BillingDb db)
{
    private const int MostNamed = 10;

    public async Task Run(Findings findings, CancellationToken ct)
    {
        foreach (var series in await db.NumberSeries.AsNoTracking().OrderBy(s => s.Series).ThenBy(s => s.Year).ToListAsync(ct))
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{series.Series}/{series.Year:0000}/");
            var issued = series.Series switch
            {
                NumberSeries.Invoices => db.Invoices.Where(i => i.Number!.StartsWith(prefix)).Select(i => new IssueNumber(i.Number!, i.IssueDate!.Value)),
                NumberSeries.CreditNotes => db.CreditNotes.Where(n => n.Number.StartsWith(prefix)).Select(n => new IssueNumber(n.Number, n.IssueDate)),
                // A case is no document: it has no date of issue.
                _ => db.DunningCases.Where(c => c.Number.StartsWith(prefix)).Select(c => new IssueNumber(c.Number, DateOnly.MinValue)),
            };
            findings.Looked(Guid.Empty, prefix.TrimEnd('/'), await Broken(series, prefix, issued, ct));
        }
    }

    private async Task<List<(string Rule, string Detail)>> Broken(NumberSeries series, string prefix, IQueryable<IssueNumber> issued, CancellationToken ct)
    {
        var last = series.Last;
        var later = new List<(int Number, string Detail)>();
        var dates = new DateOnly?[last + 1];
        var wrong = new List<string>();
        await foreach (var (number, date) in issued.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (int.TryParse(number.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= last)
            {
                dates[n] = date;
            }
            else
            {
                later.Add((n, $"{number} is there, the last is {last.ToString(CultureInfo.InvariantCulture)}."));
            }
        }

        if (later.Count > 0)
        {
            // Numbers may have been given since the last was read.
            var lastNow = await db.NumberSeries.AsNoTracking().Where(s => s.Series == series.Series && s.Year == series.Year).Select(s => s.Last).SingleAsync(ct);
            wrong.AddRange(later.Where(each => each.Number <= last || each.Number > lastNow).Select(each => each.Detail));
        }

        var missing = Enumerable.Range(1, last).Where(n => dates[n] is null).ToList();
        if (missing.Count > 0)
        {
            wrong.Add($"Missing of {last.ToString(CultureInfo.InvariantCulture)}: {Named(missing)}");
        }

        var early = Enumerable.Range(2, Math.Max(0, last - 1)).Where(n => dates[n] < dates[n - 1]).ToList();
        return [.. wrong.Select(detail => ("NUMBER_GAP", detail)), .. early.Count == 0 ? [] : new[] { ("ISSUE_DATE_STEPS_BACK", $"Earlier than the one before: {Named(early)}") }];
    }

    private static string Named(List<int> numbers) =>
        string.Join(", ", numbers.Take(MostNamed).Select(n => n.ToString("00000", CultureInfo.InvariantCulture))) + (numbers.Count > MostNamed ? " ..." : "");
}
