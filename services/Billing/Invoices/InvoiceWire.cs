using System.Globalization;
using Contracts.Common.V1;
using Contracts.Conversions;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

internal static class InvoiceWire
{
    public static Wire.Invoice ToWire(this Invoice invoice) => new()
    {
        Id = invoice.Id.ToString(),
        Number = invoice.Number ?? "",
        Source = invoice.Source is { } source ? Subject.From(source) : null,
        CustomerId = invoice.CustomerId.ToString(),
        CustomerName = invoice.CustomerName,
        State = ToWire(invoice.State),
        Lines = { invoice.Lines.OrderBy(l => l.Position).Select(l => ToWire(l, invoice.Currency)) },
        Net = Money.From(invoice.Net, invoice.Currency),
        Taxes = { invoice.TaxesToWire() },
        TaxExemptReason = invoice.TaxExemptReason,
        TaxExemptNumber = invoice.TaxExemptNumber,
        Total = Money.From(invoice.Total, invoice.Currency),
        AmountPaid = Money.From(invoice.AmountPaid, invoice.Currency),
        AmountCredited = Money.From(invoice.AmountCredited, invoice.Currency),
        AmountDue = Money.From(invoice.AmountDue, invoice.Currency),
        PeriodStart = invoice.PeriodStart is { } start ? Date.From(start) : null,
        PeriodEnd = invoice.PeriodEnd is { } end ? Date.From(end) : null,
        IssueDate = invoice.IssueDate is { } issued ? Date.From(issued) : null,
        DueDate = invoice.DueDate is { } due ? Date.From(due) : null,
        Payments = { invoice.Payments.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Select(p => ToWire(p, invoice.Currency)) },
        CreateTime = Timestamp.FromDateTimeOffset(invoice.CreatedAt),
        Etag = invoice.Etag,
        Kind = ToWire(invoice.Kind),
        AccountCreditApplied = Money.From(invoice.AccountCreditApplied, invoice.Currency),
        AmountToAccount = Money.From(invoice.AmountToAccount, invoice.Currency),
        AmountReserved = Money.From(invoice.AmountReserved, invoice.Currency),
    };

    /// <summary>The states that a list asks for.</summary>
    public static List<InvoiceState> Read(IEnumerable<Wire.InvoiceState> states) => [.. states.Select(state => state switch
    {
        Wire.InvoiceState.Draft => InvoiceState.Draft,
        Wire.InvoiceState.Open => InvoiceState.Open,
        Wire.InvoiceState.Paid => InvoiceState.Paid,
        Wire.InvoiceState.Void => InvoiceState.Void,
        Wire.InvoiceState.Uncollectible => InvoiceState.Uncollectible,
        _ => throw DomainException.InvalidArgument("states", "UNKNOWN_STATE", "names a state that there is not."),
    })];

    /// <summary>Null when it is none that can be registered by hand.</summary>
    public static PaymentMethod? Read(Wire.PaymentMethod method) => method switch
    {
        Wire.PaymentMethod.BankTransfer => PaymentMethod.BankTransfer,
        Wire.PaymentMethod.Cash => PaymentMethod.Cash,
        Wire.PaymentMethod.Cheque => PaymentMethod.Cheque,
        Wire.PaymentMethod.Other => PaymentMethod.Other,
        Wire.PaymentMethod.CardTerminal => PaymentMethod.CardTerminal,
        _ => null,
    };

    /// <summary>As events name it: bank_transfer.</summary>
    public static string EventName(PaymentMethod method) => method switch
    {
        PaymentMethod.BankTransfer => "bank_transfer",
        PaymentMethod.Cash => "cash",
        PaymentMethod.Cheque => "cheque",
        PaymentMethod.Card => "card",
        PaymentMethod.CardTerminal => "card_terminal",
        _ => "other",
    };

    public static Wire.PaymentMethod ToWire(PaymentMethod method) => method switch
    {
        PaymentMethod.BankTransfer => Wire.PaymentMethod.BankTransfer,
        PaymentMethod.Cash => Wire.PaymentMethod.Cash,
        PaymentMethod.Cheque => Wire.PaymentMethod.Cheque,
        PaymentMethod.Card => Wire.PaymentMethod.Card,
        PaymentMethod.CardTerminal => Wire.PaymentMethod.CardTerminal,
        _ => Wire.PaymentMethod.Other,
    };

    /// <summary>With the currency's own digits: 40.00.</summary>
    public static string Text(decimal amount, string currency) =>
        amount.ToString($"F{Currencies.Digits(currency)}", CultureInfo.InvariantCulture);

    private static Wire.InvoiceKind ToWire(InvoiceKind kind) => kind switch
    {
        InvoiceKind.Period => Wire.InvoiceKind.Period,
        InvoiceKind.OneOff => Wire.InvoiceKind.OneOff,
        InvoiceKind.Pass => Wire.InvoiceKind.Pass,
        _ => Wire.InvoiceKind.Change,
    };

    private static Wire.InvoiceState ToWire(InvoiceState state) => state switch
    {
        InvoiceState.Draft => Wire.InvoiceState.Draft,
        InvoiceState.Open => Wire.InvoiceState.Open,
        InvoiceState.Paid => Wire.InvoiceState.Paid,
        InvoiceState.Void => Wire.InvoiceState.Void,
        _ => Wire.InvoiceState.Uncollectible,
    };

    private static Wire.InvoiceLine ToWire(InvoiceLine line, string currency) => new()
    {
        Position = line.Position,
        AmountCredited = Money.From(line.Credited, currency),
        Description = LocalizedText.From(line.Description),
        Quantity = line.Quantity,
        UnitPrice = Money.From(line.UnitPrice, currency),
        Amount = Money.From(line.Amount, currency),
        Arithmetic = line.Arithmetic,
        Discount = line.Discount is not { } discount ? null : new Wire.LineDiscount
        {
            Code = discount.Code,
            Name = LocalizedText.From(discount.Name),
            Amount = Money.From(discount.Amount, currency),
            Arithmetic = discount.Arithmetic,
        },
        TaxCode = line.TaxCode,
    };

    private static Wire.Payment ToWire(Payment payment, string currency) => new()
    {
        Id = payment.Id.ToString(),
        Amount = Money.From(payment.Amount, currency),
        Method = ToWire(payment.Method),
        AmountRefunded = Money.From(payment.AmountRefunded, currency),
        AmountReversed = Money.From(payment.AmountReversed, currency),
        Reference = payment.Reference,
        ReceivedDate = Date.From(payment.ReceivedDate),
        CreateTime = Timestamp.FromDateTimeOffset(payment.CreatedAt),
    };
}
