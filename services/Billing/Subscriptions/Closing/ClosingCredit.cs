using Billing.Invoices;

namespace Billing.Subscriptions.Closing;

/// <summary>Computes what a close or a change credits of an invoice. Only computes: nothing is changed.</summary>
internal static class ClosingCredit
{
    public const string None = "none";
    public const string Prorated = "prorated";
    public const string Full = "full";

    /// <summary>The day from which days are not used: where service ends, but not before the running period, as those before it have been served (domain.md C15b).</summary>
    public static DateOnly FirstUnused(DateOnly endDate, DateOnly? periodStart) => periodStart > endDate ? periodStart.Value : endDate;

    /// <summary>What is credited when service ends on a day.</summary>
    /// <param name="invoices">Those that cover days from that day on, and, for the whole, all of its period.</param>
    /// <param name="credit">none; prorated: the days that are not used; full: all of the running period, as long as a day of it is left.</param>
    /// <param name="endDate">First day without service.</param>
    /// <param name="periodStart">Of the running period; null when none runs.</param>
    /// <param name="periodEnd">Exclusive.</param>
    /// <returns>For each invoice of which something is credited, its lines.</returns>
    public static IReadOnlyList<(Invoice Invoice, IReadOnlyList<CreditNoteLine> Lines)> Of(
        IReadOnlyList<Invoice> invoices, string credit, DateOnly endDate, DateOnly? periodStart, DateOnly? periodEnd)
    {
        // Half-open (domain.md C2): the end date itself is unused already; at the period's end nothing of it is (C15b).
        var runs = endDate < periodEnd || invoices.Any(i => i.UnusedDays(endDate) > 0);
        return [.. invoices.Where(i => runs && i.State != InvoiceState.Void).Select(i => (i, Of(i))).Where(each => each.Item2.Count > 0)];

        IReadOnlyList<CreditNoteLine> Of(Invoice invoice) => credit switch
        {
            None => [],
            Prorated => OfDays(invoice, invoice.UnusedDays(endDate)),
            Full when invoice.ServicePeriodStart >= periodStart => OfAll(invoice),
            // It bills the period before, and days of this one too: what would have billed these was skipped.
            Full => OfDays(invoice, periodStart is { } start ? invoice.UnusedDays(start) : 0),
            _ => throw new ArgumentOutOfRangeException(nameof(credit), credit, "A closing credit is none, prorated or full."),
        };
    }

    /// <summary>One line for each recurring line of which something is left to credit; one-offs stay.</summary>
    public static IReadOnlyList<CreditNoteLine> OfDays(Invoice invoice, int unused) => unused == 0 ? [] : Lines(
        invoice,
        line => Proration.Share(line.Amount, unused, invoice.BilledDays, invoice.Currency),
        line => Proration.Arithmetic(line.Amount, unused, invoice.BilledDays, invoice.Currency));

    private static List<CreditNoteLine> OfAll(Invoice invoice) => Lines(invoice, line => line.Amount, _ => "");

    private static List<CreditNoteLine> Lines(Invoice invoice, Func<InvoiceLine, decimal> share, Func<InvoiceLine, string> arithmetic)
    {
        var lines = new List<CreditNoteLine>();
        foreach (var line in invoice.Lines.Where(l => l.Recurring).OrderBy(l => l.Position))
        {
            var computed = share(line);
            var amount = Math.Min(computed, line.Creditable);
            if (amount > 0)
            {
                lines.Add(CreditNoteLine.Of(line, amount, arithmetic(line), computed));
            }
        }

        return lines;
    }
}
