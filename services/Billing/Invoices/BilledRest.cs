using Billing.Accounts;
using Billing.CreditNotes;

namespace Billing.Invoices;

/// <summary>Which invoices bill what.</summary>
internal static class BilledRest
{
    /// <summary>The invoice that bills the rest of a period: that of the last change within it, or the period's own where there was none.</summary>
    /// <param name="start">Of the period.</param>
    /// <param name="source">Of the change; null without one.</param>
    public static IQueryable<Invoice> BillingRestOf(this IQueryable<Invoice> invoices, Guid subscription, DateOnly? start, Guid? source) =>
        source is { } change
            ? invoices.Where(i => i.SubscriptionId == subscription && i.Kind == InvoiceKind.Change && i.SourceId == change)
            : invoices.OfPeriod(subscription, start);

    /// <summary>The invoices of which a close gives something back: one for unused days, all of the period for the whole of it.</summary>
    /// <param name="credit">none, prorated or full.</param>
    /// <param name="endDate">First day that was not used, or without service: no later change is one of the period.</param>
    public static IQueryable<Invoice> GivenBackBy(
        this IQueryable<Invoice> invoices, string credit, Guid subscription, DateOnly? start, Guid? source, DateOnly endDate) =>
        credit != ClosingCredit.Full
            ? invoices.BillingRestOf(subscription, start, source)
            : invoices.Where(i => i.SubscriptionId == subscription
                && ((i.Kind == InvoiceKind.Period && i.PeriodStart == start) || (i.Kind == InvoiceKind.Change && i.PeriodStart >= start && i.PeriodStart <= endDate)))
                .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id);

    /// <summary>The same for a close that has been told of.</summary>
    public static IQueryable<Invoice> GivenBackBy(this IQueryable<Invoice> invoices, Guid subscription, ClosingTerms closing) =>
        invoices.GivenBackBy(closing.Credit, subscription, closing.PeriodStart, closing.BilledBy, closing.EndDate);
}
