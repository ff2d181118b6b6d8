namespace Billing.Invoices;

/// <summary>What an invoice is for.</summary>
public enum InvoiceKind
{
    /// <summary>A billing period of a subscription; there is one for each.</summary>
    Period,

    /// <summary>Something that staff billed by hand.</summary>
    OneOff,

    /// <summary>The difference that a change within a period makes.</summary>
    Change,

    /// <summary>The sale of a pass; there is one for each.</summary>
    Pass,
}

internal static class PeriodInvoices
{
    /// <summary>The invoice that bills the period which begins on that day: one at most, whatever else was billed within it.</summary>
    public static IQueryable<Invoice> OfPeriod(this IQueryable<Invoice> invoices, Guid subscription, DateOnly? start) =>
        invoices.Where(i => i.SourceId == subscription && i.Kind == InvoiceKind.Period && i.PeriodStart == start);
}
