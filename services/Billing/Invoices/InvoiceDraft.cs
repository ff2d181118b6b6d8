using Billing.Customers;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>Invoices that staff make by hand: they may change until they are final.</summary>
public sealed partial class Invoice
{
    /// <param name="order">That it is about; null when it is about none.</param>
    /// <param name="today">Where the customer is.</param>
    internal static Invoice DraftByHand(BilledCustomer customer, EventOrder? order, IReadOnlyList<PeriodLine> lines, DateOnly today, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var invoice = new Invoice
        {
            Id = id,
            CreatedAt = now,
            Kind = InvoiceKind.OneOff,
            // No other row bills the same.
            SourceId = id,
            SubscriptionId = order?.Id ?? Guid.Empty,
            SubscriptionNumber = order?.Number ?? "",
            PlanName = order?.PlanName ?? new Dictionary<string, string>(),
            CustomerId = customer.Id,
            CustomerName = customer.Name,
            CustomerEmail = customer.Email,
            CustomerLanguage = customer.Language,
            CustomerTimeZone = customer.TimeZone,
            Currency = customer.Currency,
            PeriodStart = today,
            PeriodEnd = today,
        };
        invoice.Revise(lines, now);
        return invoice;
    }

    /// <summary>Puts these lines in the place of the ones that it has.</summary>
    /// <exception cref="Refusal">INVOICE_NOT_DRAFT.</exception>
    internal void Revise(IReadOnlyList<PeriodLine> lines, DateTimeOffset now)
    {
        RequireDraft();
        _lines.Clear();
        _lines.AddRange(lines.Select((line, i) => InvoiceLine.From(line, i + 1, Currency)));
        Total = _lines.Sum(l => l.Amount);
        UpdatedAt = now;
    }

    /// <exception cref="Refusal">INVOICE_NOT_DRAFT.</exception>
    internal void RequireDraft()
    {
        if (State != InvoiceState.Draft)
        {
            throw Refusal.Rule("INVOICE_NOT_DRAFT", $"Invoice {Number} is final.");
        }
    }
}
