using Billing.Customers;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>How invoices begin. A draft has no number, no dates and no taxes yet; those that staff make by hand may change until they are final.</summary>
public sealed partial class Invoice
{
    /// <summary>Of a billing period.</summary>
    internal static Invoice Draft(PeriodStarted e, DateTimeOffset now) =>
        Begin(InvoiceKind.Period, Guid.Empty, e.Subject, e.Customer, e.Currency, e.PeriodStart, e.PeriodStart, e.PeriodEnd, PeriodCharges.Of(ServicePeriod.Of(e)), now);

    /// <summary>Of what a change within a period makes of its rest.</summary>
    internal static Invoice DraftOfChange(SubscriptionChanged e, ChangeProration change, DateTimeOffset now)
    {
        var rest = ServicePeriod.Of(change);
        return Begin(InvoiceKind.Change, change.SourceId, e.Subject, e.Customer, change.Currency, change.PeriodStart, rest.Start, rest.End, PeriodCharges.Of(rest), now);
    }

    /// <summary>Of the sale of a pass: one line.</summary>
    internal static Invoice DraftOfPass(PassSold e, DateTimeOffset now)
    {
        var currency = e.Price.Currency;
        var discount = e.Discount.Amount == 0 ? null : LineDiscount.OfSale(e.Price.Amount, e.Discount.Amount, e.DiscountPercent, currency);
        var line = new PeriodLine(e.TemplateName, 1, e.Price.Amount, Recurring: false, e.TaxCode);
        var invoice = Begin(InvoiceKind.Pass, Guid.Empty, e.Subject, e.Customer, currency, null, null, null, [new LineCharge(line, e.Total.Amount, "", discount)], now);
        invoice._passPayment = e.Payment;
        return invoice;
    }

    /// <param name="source">The subscription that it is about; null when it is about none.</param>
    internal static Invoice DraftByHand(BilledCustomer customer, Subject? source, IReadOnlyList<PeriodLine> lines, DateTimeOffset now) =>
        Begin(InvoiceKind.OneOff, Guid.Empty, source, customer.ForEvents(), customer.Currency, null, null, null,
            [.. lines.Select(line => PeriodCharges.Whole(line, customer.Currency))], now);

    /// <summary>What a period ahead will bill, for previews: never saved.</summary>
    internal static Invoice OfTheFuture(Guid subscription, Guid customer, ServicePeriod period, DateTimeOffset now) => Begin(
        InvoiceKind.Period, Guid.Empty, Subject.WithoutName(SubjectKinds.Subscription, subscription), new EventCustomer(customer, "", "", "", ""), period.Currency,
        period.Start, period.Start, period.End, PeriodCharges.Of(period), now);

    /// <summary>Puts these lines in the place of the ones that it has.</summary>
    /// <exception cref="DomainException">INVOICE_NOT_DRAFT.</exception>
    internal void Revise(IReadOnlyList<PeriodLine> lines, DateTimeOffset now)
    {
        RequireDraft();
        Bill(lines.Select(line => PeriodCharges.Whole(line, Currency)), now);
    }

    /// <exception cref="DomainException">INVOICE_NOT_DRAFT.</exception>
    internal void RequireDraft()
    {
        if (State != InvoiceState.Draft)
        {
            throw DomainException.FailedPrecondition("INVOICE_NOT_DRAFT", $"Invoice {Number} is final.");
        }
    }

    private static Invoice Begin(
        InvoiceKind kind, Guid change, Subject? source, EventCustomer customer, string currency, DateOnly? period, DateOnly? start, DateOnly? end,
        IReadOnlyList<LineCharge> charges, DateTimeOffset now)
    {
        var invoice = new Invoice
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            Kind = kind,
            ChangeId = change,
            SourceKind = source?.Kind ?? "",
            SourceId = source?.Id,
            SourceNumber = source?.Number ?? "",
            SourceName = source?.Name ?? new Dictionary<string, string>(),
            CustomerId = customer.Id,
            CustomerName = customer.Name,
            CustomerEmail = customer.Email,
            CustomerLanguage = customer.Language,
            CustomerTimeZone = customer.TimeZone,
            Currency = currency,
            PeriodStart = start,
            PeriodEnd = end,
            ServicePeriodStart = period,
            CoveredUntil = end,
        };
        invoice.FindBy(invoice.SourceNumber, invoice.CustomerName, invoice.CustomerEmail);
        invoice.Bill(charges, now);
        return invoice;
    }

    private void Bill(IEnumerable<LineCharge> charges, DateTimeOffset now)
    {
        _lines.Clear();
        _lines.AddRange(charges.Select((charge, i) => InvoiceLine.From(charge, i + 1)));
        Total = _lines.Sum(l => l.Amount);
        UpdatedAt = now;
    }
}
