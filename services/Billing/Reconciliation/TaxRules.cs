using System.Globalization;
using Billing.Invoices;

namespace Billing.Reconciliation;

/// <summary>What holds for the taxes of every invoice (domain.md C5, C7).</summary>
internal static class TaxRules
{
    public static IEnumerable<(string Rule, string Detail)> BrokenBy(Invoice invoice)
    {
        foreach (var tax in invoice.Taxes)
        {
            var lines = invoice.Lines.Where(l => l.TaxCode == tax.Code).ToList();
            var (taxed, credited) = (lines.Sum(l => l.Amount), lines.Sum(l => l.Credited));
            if (taxed != tax.Base || tax.Amount != Proration.Percentage(taxed, tax.Percent, invoice.Currency))
            {
                yield return ("INVOICE_TAX", Text($"{tax.Code}: {tax.Amount} is not {tax.Percent} percent of its lines, which add up to {taxed}."));
            }

            if (credited != tax.CreditedBase || tax.Credited != Proration.Percentage(credited, tax.Percent, invoice.Currency))
            {
                yield return ("INVOICE_TAX", Text($"{tax.Code}: {tax.Credited} was taken back of it, which is not {tax.Percent} percent of the {credited} that was of its lines."));
            }
        }

        if (invoice.Taxes.Count == 0 && invoice.TaxExemptReason.Length == 0 && invoice.Lines.FirstOrDefault(l => l.TaxCode.Length > 0) is { } untaxed)
        {
            yield return ("INVOICE_TAX", Text($"Line {untaxed.Position} has the tax code {untaxed.TaxCode}, and no tax."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
