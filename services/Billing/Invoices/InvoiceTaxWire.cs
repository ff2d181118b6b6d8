using Billing.Taxes;
using Contracts.Common.V1;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

internal static class InvoiceTaxWire
{
    public static IEnumerable<Wire.InvoiceTax> TaxesToWire(this Invoice invoice) => invoice.Taxes.OrderBy(t => t.Code, StringComparer.Ordinal).Select(t => new Wire.InvoiceTax
    {
        Code = t.Code,
        Name = LocalizedText.From(t.Name),
        RatePerMillion = TaxPercentage.ToPerMillion(t.Percent),
        Base = Money.From(t.Base, invoice.Currency),
        Amount = Money.From(t.Amount, invoice.Currency),
        AmountCredited = Money.From(t.Credited, invoice.Currency),
    });
}
