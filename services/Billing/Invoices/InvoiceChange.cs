using Billing.CreditNotes;
using Contracts.Events;

namespace Billing.Invoices;

/// <summary>Invoices of what a change within a period makes of its rest.</summary>
public sealed partial class Invoice
{
    internal static Invoice DraftOfChange(SubscriptionChanged e, ChangeProration change, DateTimeOffset now)
    {
        var lines = change.Lines.Select((line, i) => InvoiceLine.From(line, i + 1, change.Currency)).ToList();
        var invoice = new Invoice
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            UpdatedAt = now,
            Kind = InvoiceKind.Change,
            SourceId = change.SourceId,
            SubscriptionId = e.AggregateId,
            SubscriptionNumber = e.Order.Number,
            PlanName = e.Order.PlanName,
            CustomerId = e.Customer.Id,
            CustomerName = e.Customer.Name,
            CustomerEmail = e.Customer.Email,
            CustomerLanguage = e.Customer.Language,
            CustomerTimeZone = e.Customer.TimeZone,
            Currency = change.Currency,
            PeriodStart = change.Start,
            PeriodEnd = change.End,
            Total = lines.Sum(l => l.Amount),
        };
        invoice._lines.AddRange(lines);
        return invoice;
    }
}

internal static class ChangeInvoices
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
    /// <param name="endDate">First day without service: no later change is one of the period.</param>
    public static IQueryable<Invoice> GivenBackBy(
        this IQueryable<Invoice> invoices, string credit, Guid subscription, DateOnly? start, Guid? source, DateOnly endDate) =>
        credit != ClosingCredit.Full
            ? invoices.BillingRestOf(subscription, start, source)
            : invoices.Where(i => i.SubscriptionId == subscription
                && ((i.Kind == InvoiceKind.Period && i.PeriodStart == start) || (i.Kind == InvoiceKind.Change && i.PeriodStart >= start && i.PeriodStart <= endDate)))
                .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id);
}
