using Billing.Accounts;
using Billing.Invoices;
using Billing.Numbering;

namespace Billing.CreditNotes;

/// <summary>Gives back what a close gives back of its period's invoice, in the caller's transaction.</summary>
internal sealed class CreditNoteIssuer(BillingDb db, NumberTaker numbers, TimeProvider clock)
{
    public async Task Issue(Invoice invoice, ClosingTerms closing, CancellationToken ct)
    {
        var lines = ClosingCredit.Of(invoice, closing.Credit, closing.EndDate);
        if (lines.Count == 0)
        {
            return;
        }

        var today = clock.Today(invoice.CustomerTimeZone);
        var number = await numbers.Next(NumberSeries.CreditNotes, today.Year, ct);
        db.CreditNotes.Add(CreditNote.Issue(invoice, lines, number, today, closing.EventId, closing.Actor, clock.GetUtcNow()));
        BillingMetrics.CreditNotesIssued.Add(1, new KeyValuePair<string, object?>("credit", closing.Credit));
    }
}
