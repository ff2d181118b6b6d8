using Billing.Invoices;
using Contracts.Conversions;

namespace Billing.CreditNotes;

/// <summary>Computes what a close gives back of an invoice. Only computes: nothing is changed.</summary>
internal static class ClosingCredit
{
    public const string None = "none";
    public const string Prorated = "prorated";
    public const string Full = "full";

    /// <param name="credit">none, prorated or full.</param>
    /// <param name="endDate">First day without service.</param>
    /// <returns>One line for each recurring line of which something is left to give back; one-offs stay.</returns>
    public static IReadOnlyList<CreditNoteLine> Of(Invoice invoice, string credit, DateOnly endDate)
    {
        var days = invoice.PeriodEnd.DayNumber - invoice.PeriodStart.DayNumber;
        // Half-open (domain.md C2): the end date itself is unused already.
        var unused = Math.Clamp(invoice.PeriodEnd.DayNumber - endDate.DayNumber, 0, days);
        return credit switch
        {
            None => [],
            Full => Lines(invoice, line => line.Amount, _ => ""),
            Prorated => Lines(
                invoice,
                line => Share(line.Amount, unused, days, invoice.Currency),
                line => $"{unused} of {days} days x {InvoiceWire.Text(line.Amount, invoice.Currency)}"),
            _ => throw new ArgumentOutOfRangeException(nameof(credit), credit, "A closing credit is none, prorated or full."),
        };
    }

    /// <summary>The price of the unused days, rounded once; the used days keep the remainder, so both add up to the whole (domain.md C1).</summary>
    public static decimal Share(decimal amount, int unusedDays, int days, string currency) =>
        Currencies.Round(amount * unusedDays / days, currency);

    private static List<CreditNoteLine> Lines(Invoice invoice, Func<InvoiceLine, decimal> share, Func<InvoiceLine, string> arithmetic)
    {
        var lines = new List<CreditNoteLine>();
        foreach (var line in invoice.Lines.Where(l => l.Recurring).OrderBy(l => l.Position))
        {
            var amount = Math.Min(share(line), line.Amount - line.Credited);
            if (amount > 0)
            {
                lines.Add(new CreditNoteLine
                {
                    Position = line.Position,
                    Description = line.Description,
                    Quantity = line.Quantity,
                    UnitPrice = line.UnitPrice,
                    Amount = amount,
                    Arithmetic = arithmetic(line),
                });
            }
        }

        return lines;
    }
}
