using System.Globalization;
using Billing.Credits.CreditNotes;
using Billing.Invoices;
using Billing.Subscriptions.Periods;
using Billing.Taxes;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Subscriptions.Closing;

/// <summary>What a close would credit, by the same computation; nothing is changed.</summary>
internal sealed class PreviewClosingCredit(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.PreviewClosingCreditResponse> Handle(Wire.PreviewClosingCreditRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var subscription = validator.Id("subscription_id", request.SubscriptionId);
        var currency = validator.Currency("currency_code", request.CurrencyCode);
        var start = validator.CivilDate("period_start", request.PeriodStart);
        var end = validator.CivilDate("period_end", request.PeriodEnd);
        validator.Require(end is null || end > start, "period_end", "NOT_AFTER_START", "must be after period_start.");
        var endDate = validator.CivilDate("end_date", request.EndDate);
        validator.Require(endDate is not null, "end_date", "REQUIRED", "is required.");
        var resumeDate = validator.CivilDate("resume_date", request.ResumeDate);
        var credit = Read(request.Credit);
        validator.Require(credit is not null, "credit", "UNKNOWN", "must be none, prorated or full.");
        validator.Require(Enum.IsDefined(request.Settlement), "settlement", "UNKNOWN", "must be account credit or refund.");
        var customer = request.CustomerId.Length > 0 ? validator.Id("customer_id", request.CustomerId) : Guid.Empty;
        (ServicePeriod Period, DateOnly IssueDate)? unbilled = request.UnbilledPeriod is { } asked ? FuturePeriods.Read("unbilled_period", asked, currency, business, validator) : null;
        validator.ThrowIfFailed();

        var unused = ClosingCredit.FirstUnused(endDate!.Value, start);
        var billed = await db.Invoices.AsNoTracking().CoveringFrom(subscription, unused, credit == ClosingCredit.Full ? start : null).ToListAsync(ct);
        if (resumeDate is { } resume)
        {
            billed.ContinueDays(resume, clock.GetUtcNow());
        }

        var ahead = unbilled is { } future && !await db.Invoices.OfPeriod(subscription, future.Period.Start).AnyAsync(ct)
            ? await Future(subscription, customer, future.Period, future.IssueDate, ct)
            : null;
        var notes = ClosingCredit.Of(ahead is null ? billed : [.. billed, ahead], credit!, unused, start, end);
        var open = await db.Invoices.AsNoTracking().Where(i => i.SourceId == subscription && i.State == InvoiceState.Open).ToListAsync(ct);
        var due = open.Sum(i => Math.Max(0, i.AmountDue - notes.Where(note => note.Invoice.Id == i.Id).Sum(note => note.Invoice.WithTaxes(note.Lines))));
        List<string> arithmetic = [.. notes.SelectMany(Arithmetic)];
        List<CreditCap> caps = [.. notes.SelectMany(note => note.Lines).Select(line => line.CapToWire(currency)).OfType<CreditCap>()];
        var ofPeriodAhead = notes.Where(note => note.Invoice == ahead).Sum(note => note.Invoice.WithTaxes(note.Lines));
        // Last, for it credits what was read.
        var split = notes.Where(note => note.Invoice != ahead)
            .Select(note => ClosingSplit.Of(note.Invoice, note.Lines, request.Settlement == ClosingSettlement.Refund, clock.GetUtcNow())).ToList();
        return new Wire.PreviewClosingCreditResponse
        {
            Refund = Money.From(split.Sum(s => s.Refund), currency),
            AccountCredit = Money.From(split.Sum(s => s.AccountCredit), currency),
            NoLongerDue = Money.From(split.Sum(s => s.NoLongerDue), currency),
            Credit = Money.From(split.Sum(s => s.Total) + ofPeriodAhead, currency),
            Arithmetic = { arithmetic },
            Caps = { caps },
            InvoiceNumber = string.Join(", ", notes.Where(note => note.Invoice != ahead).Select(note => note.Invoice.Number)),
            AmountDue = Money.From(due, currency),
        };
    }

    /// <summary>The invoice that the period will have.</summary>
    private async Task<Invoice> Future(Guid subscription, Guid customer, ServicePeriod period, DateOnly issueDate, CancellationToken ct)
    {
        var invoice = Invoice.OfTheFuture(subscription, customer, period, clock.GetUtcNow());
        invoice.Tax(await db.TaxesFor(period.Lines.Select(l => l.TaxCode), [customer], ct), issueDate);
        return invoice;
    }

    /// <summary>That of the lines, and of their taxes: "12.90 x 22%".</summary>
    private static IEnumerable<string> Arithmetic((Invoice Invoice, IReadOnlyList<CreditNoteLine> Lines) note) =>
        note.Lines.Select(l => l.Arithmetic).Where(text => text.Length > 0)
            .Concat(note.Invoice.TaxesOf(note.Lines.Select(l => (l.Position, l.Amount))).Where(t => t.Amount > 0)
                .Select(t => string.Create(CultureInfo.InvariantCulture, $"{InvoiceWire.Text(t.Base, note.Invoice.Currency)} x {t.Percent:0.####}%")));

    private static string? Read(Wire.ClosingCreditKind credit) => credit switch
    {
        Wire.ClosingCreditKind.Unspecified or Wire.ClosingCreditKind.None => ClosingCredit.None,
        Wire.ClosingCreditKind.Prorated => ClosingCredit.Prorated,
        Wire.ClosingCreditKind.Full => ClosingCredit.Full,
        _ => null,
    };
}
