using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Invoices;

/// <summary>
/// The days of service that an invoice has billed, and what became of them: a pause moves them, a change or a close releases those that are not
/// used. Together they are always as many as were billed.
/// </summary>
public sealed partial class Invoice
{
    /// <summary>Null as long as they are as they were billed, which most invoices' days are for ever.</summary>
    private List<CoveredDays>? _coverage;

    /// <summary>Start of the subscription's period that it bills a part of, or the whole; null where it bills no service.</summary>
    public DateOnly? ServicePeriodStart { get; private init; }

    /// <summary>First day after those that it covers; the last possible day while a pause suspends some; null where it bills no service.</summary>
    public DateOnly? CoveredUntil { get; private set; }

    /// <summary>In their order; none where it bills no service.</summary>
    public IReadOnlyList<CoveredDays> Coverage => _coverage ?? (PeriodStart is { } start && PeriodEnd is { } end && end > start ? [new CoveredDays(start, end)] : []);

    /// <summary>Days of service that it has billed.</summary>
    internal int BilledDays => PeriodStart is { } start && PeriodEnd is { } end ? end.DayNumber - start.DayNumber : 0;

    /// <summary>Days that are not used when service ends on a day: those from it on, and those that a pause keeps.</summary>
    internal int UnusedDays(DateOnly from) => Coverage.Where(days => days.IsHeld).Sum(days =>
        days.Suspended ? days.Count : Math.Max(0, days.End.DayNumber - Math.Max(days.Start.DayNumber, from.DayNumber)));

    /// <summary>They are not served any more.</summary>
    /// <param name="cause">The event that ended them.</param>
    internal void ReleaseDays(DateOnly from, Guid cause, DateTimeOffset now) =>
        Cover(Coverage.SelectMany(days => days.IsHeld && !days.Suspended ? days.SplitAt(from) : [days])
            .Select(days => days.IsHeld && (days.Suspended || days.Start >= from) ? days with { ReleasedBy = cause } : days), now);

    /// <summary>What an event released is served after all.</summary>
    internal void RestoreDays(Guid cause, DateTimeOffset now) => Cover(Coverage.Select(days => days.ReleasedBy == cause ? days with { ReleasedBy = null } : days), now);

    /// <summary>A pause keeps the days from here on.</summary>
    internal void SuspendDays(DateOnly from, DateTimeOffset now) =>
        Cover(Coverage.SelectMany(days => days.IsHeld ? days.SplitAt(from) : [days])
            .Select(days => days.IsHeld && days.Start >= from ? days with { Suspended = true } : days), now);

    /// <summary>The pause is over: what it kept is served so many days later.</summary>
    internal void ContinueDays(int later, DateTimeOffset now) =>
        Cover(Coverage.Select(days => days.IsHeld && days.Suspended
            ? days with { Start = days.Start.AddDays(later), End = days.End.AddDays(later), Suspended = false }
            : days), now);

    private void Cover(IEnumerable<CoveredDays> coverage, DateTimeOffset now)
    {
        List<CoveredDays> days = [];
        foreach (var next in coverage)
        {
            if (days.Count > 0 && days[^1] is var last && last.End == next.Start && last with { End = next.End } == next with { Start = last.Start })
            {
                days[^1] = last with { End = next.End };
            }
            else
            {
                days.Add(next);
            }
        }

        if (days.SequenceEqual(Coverage))
        {
            return;
        }

        _coverage = days;
        CoveredUntil = days.Any(d => d.IsHeld && d.Suspended) ? DateOnly.MaxValue : days.Where(d => d.IsHeld).Select(d => (DateOnly?)d.End).DefaultIfEmpty(PeriodStart).Max();
        UpdatedAt = now;
    }

    private static void MapCoverage(EntityTypeBuilder<Invoice> builder)
    {
        builder.Ignore(i => i.Coverage);
        builder.Property<List<CoveredDays>?>("_coverage").HasColumnName("Coverage").HasConversion(
            days => JsonSerializer.Serialize(days, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<CoveredDays>>(json, JsonSerializerOptions.Default),
            new ValueComparer<List<CoveredDays>?>((a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), days => days == null ? 0 : days.Count, days => days));
        builder.HasIndex(i => new { i.SourceId, i.CoveredUntil });
    }
}

internal static class CoveringInvoices
{
    /// <summary>The invoices, oldest first, that cover days of a subscription from a day on, or that bill a period which begins on or after another day.</summary>
    /// <param name="periodsFrom">Null: whatever their period.</param>
    public static IQueryable<Invoice> CoveringFrom(this IQueryable<Invoice> invoices, Guid subscription, DateOnly from, DateOnly? periodsFrom = null) =>
        invoices.Where(i => i.SourceId == subscription && i.Kind != InvoiceKind.OneOff && i.State != InvoiceState.Void && (i.CoveredUntil > from || i.ServicePeriodStart >= periodsFrom))
            .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id);

    /// <summary>A pause of their subscription is over: what it has kept of their days is served from a day on.</summary>
    public static void ContinueDays(this IReadOnlyList<Invoice> invoices, DateOnly from, DateTimeOffset now)
    {
        var kept = invoices.SelectMany(i => i.Coverage).Where(days => days.IsHeld && days.Suspended).ToList();
        if (kept.Count > 0)
        {
            // Never earlier: the days before them have been served.
            var later = Math.Max(0, from.DayNumber - kept.Min(days => days.Start.DayNumber));
            foreach (var invoice in invoices)
            {
                invoice.ContinueDays(later, now);
            }
        }
    }
}
