using Billing.Taxes;
using Contracts.Common.V1;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits.CreditNotes;

internal static class CreditNoteTaxWire
{
    public static IEnumerable<Wire.InvoiceTax> TaxesToWire(this CreditNote note) => note.Taxes.OrderBy(t => t.Code, StringComparer.Ordinal).Select(t => new Wire.InvoiceTax
    {
        Code = t.Code,
        Name = LocalizedText.From(t.Name),
        RatePerMillion = TaxPercentage.ToPerMillion(t.Percent),
        Base = Money.From(t.Base, note.Currency),
        Amount = Money.From(t.Amount, note.Currency),
    });
}
