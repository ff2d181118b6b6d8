using Billing.Invoices;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits.CreditNotes;

internal static class CreditNoteWire
{
    public static Wire.CreditNote ToWire(this CreditNote note) => new()
    {
        Id = note.Id.ToString(),
        Number = note.Number,
        InvoiceId = note.InvoiceId.ToString(),
        InvoiceNumber = note.InvoiceNumber,
        Source = note.SourceId is { } source ? Subject.From(Contracts.Events.Subject.WithoutName(note.SourceKind, source)) : null,
        CustomerId = note.CustomerId.ToString(),
        Lines =
        {
            note.Lines.OrderBy(l => l.Position).Select(line => new Wire.InvoiceLine
            {
                Position = line.Position,
                Description = LocalizedText.From(line.Description),
                Quantity = line.Quantity,
                UnitPrice = Money.From(line.UnitPrice, note.Currency),
                Amount = Money.From(line.Amount, note.Currency),
                Arithmetic = line.Arithmetic,
                Cap = line.CapToWire(note.Currency),
            }),
        },
        Taxes = { note.TaxesToWire() },
        Reason = note.Reason,
        Total = Money.From(note.Total, note.Currency),
        IssueDate = Date.From(note.IssueDate),
        CreateTime = Timestamp.FromDateTimeOffset(note.CreatedAt),
    };

    /// <summary>Null where nothing has capped it.</summary>
    public static CreditCap? CapToWire(this CreditNoteLine line, string currency) => !line.IsCapped ? null : new CreditCap
    {
        Arithmetic = line.Arithmetic,
        Computed = Money.From(line.Computed, currency),
        CreditedBefore = Money.From(line.CreditedBefore, currency),
        Amount = Money.From(line.Amount, currency),
    };
}
