using Billing.Accounts;
using Billing.Credits.CreditNotes;
using Billing.Invoices;

namespace Billing.Subscriptions.Passes;

/// <summary>Credits what was not used of a pass that was withdrawn, in the caller's transaction.</summary>
internal sealed class PassCredits(CreditNoteIssuer credits)
{
    /// <summary>Nothing is credited of a pass that was not withdrawn, or of an invoice that was voided or credited before.</summary>
    public async Task Give(SoldPass pass, Invoice invoice, CancellationToken ct)
    {
        if (pass.Withdrawal is not { Credit: > 0 } withdrawal || !invoice.CanBeCredited)
        {
            return;
        }

        var line = invoice.Lines.Single();
        var amount = Math.Min(withdrawal.Credit, line.Creditable);
        if (amount > 0)
        {
            var arithmetic = Proration.ClassesArithmetic(pass.Price, withdrawal.UnusedClasses, withdrawal.SoldClasses, invoice.Currency);
            await credits.Issue(invoice, [CreditNoteLine.Of(line, amount, arithmetic, withdrawal.Credit)], withdrawal, ct);
        }
    }
}
