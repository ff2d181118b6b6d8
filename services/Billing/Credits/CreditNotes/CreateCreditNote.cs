using Billing.Credits.Refunds;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits.CreditNotes;

internal sealed class CreateCreditNote(BillingDb db, CreditNoteIssuer credits, RefundPlanner refunds) : IFeature
{
    private const int MaximumLines = 100;
    private const int MaximumReason = 200;

    public async Task<Wire.CreditNote> Handle(Wire.CreateCreditNoteRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        validator.Require(request.Lines.Count > 0, "lines", "REQUIRED", "is required.");
        validator.Require(request.Lines.Count <= MaximumLines, "lines", "TOO_MANY", $"has {request.Lines.Count} lines; at most {MaximumLines} are allowed.");
        var amounts = request.Lines.Select((line, i) => validator.Amount($"lines[{i}].amount", line.Amount, positive: true)).ToList();
        var reason = validator.Text("reason", request.Reason, MaximumReason);
        validator.Require(Enum.IsDefined(request.Settlement), "settlement", "UNKNOWN", "must be account credit or refund.");
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        if (!invoice.CanBeCredited)
        {
            throw DomainException.FailedPrecondition("INVOICE_NOT_CREDITABLE", $"Invoice {invoice.Number ?? request.InvoiceId} is {invoice.State.ToString().ToLowerInvariant()}; it cannot be credited.");
        }

        var lines = Lines(request, amounts, invoice);
        var (note, surplus) = await credits.Issue(invoice, lines, reason, caller.Actor, ct);
        if (request.Settlement == Wire.CreditSettlement.Refund)
        {
            await refunds.PlanToPayments(invoice, surplus, reason, caller.Actor, ct);
        }

        await db.SaveChangesAsync(ct);
        return note.ToWire();
    }

    private static List<CreditNoteLine> Lines(Wire.CreateCreditNoteRequest request, List<decimal> amounts, Invoice invoice)
    {
        var validator = new FieldValidator();
        var lines = new List<CreditNoteLine>();
        foreach (var (asked, i) in request.Lines.Select((asked, i) => (asked, i)))
        {
            var line = invoice.Lines.FirstOrDefault(l => l.Position == asked.Position);
            validator.Require(line is not null, $"lines[{i}].position", "UNKNOWN_LINE", "is no line of this invoice.");
            validator.Require(lines.All(l => l.Position != asked.Position), $"lines[{i}].position", "REPEATED", "names a line that was named before.");
            validator.Require(asked.Amount.CurrencyCode == invoice.Currency, $"lines[{i}].amount.currency_code", "WRONG_CURRENCY",
                $"is not {invoice.Currency}, the currency of invoice {invoice.Number}.");
            if (line is null)
            {
                continue;
            }

            var left = line.Creditable;
            validator.Require(amounts[i] <= left, $"lines[{i}].amount", "CREDIT_ABOVE_LINE",
                $"is more than the {InvoiceWire.Text(left, invoice.Currency)} {invoice.Currency} that is left of this line.");
            lines.Add(CreditNoteLine.Of(line, amounts[i], arithmetic: "", computed: amounts[i]));
        }

        validator.ThrowIfFailed();
        return lines;
    }
}
