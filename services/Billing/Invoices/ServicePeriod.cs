using Contracts.Events;

namespace Billing.Invoices;

/// <summary>Days of service to bill, [Start, End), and what was agreed for them.</summary>
/// <param name="FullDays">Days of the full period that the prices are for (domain.md C1).</param>
/// <param name="Currency">ISO 4217; of all prices.</param>
/// <param name="Discount">Of the recurring lines; null when none applies.</param>
internal sealed record ServicePeriod(DateOnly Start, DateOnly End, int FullDays, string Currency, IReadOnlyList<PeriodLine> Lines, EventDiscount? Discount)
{
    public int Days => End.DayNumber - Start.DayNumber;

    /// <summary>It is a full period, not a part of one.</summary>
    public bool IsFull => Days == FullDays;

    public static ServicePeriod Of(PeriodStarted e) => new(e.PeriodStart, e.PeriodEnd, e.FullPeriodDays, e.Currency, e.Lines, e.Discount);

    /// <summary>The rest of the running period, from the change on: never days before the period (domain.md C15b).</summary>
    public static ServicePeriod Of(ChangeProration change) => new(change.Start < change.PeriodStart ? change.PeriodStart : change.Start, change.End, change.FullPeriodDays, change.Currency, change.Lines, change.Discount);
}
