using Billing.Invoices;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.CreditNotes;

/// <summary>What a close would give back, by the same computation; nothing is changed.</summary>
public sealed class PreviewClosingCredit(BillingDb db, TimeProvider clock) : IFeature
{
    private const int MaximumLines = 100;
    private const int MaximumQuantity = 10_000;

    public async Task<Wire.PreviewClosingCreditResponse> Handle(Wire.PreviewClosingCreditRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var subscription = checks.Id("subscription_id", request.SubscriptionId);
        var currency = checks.Currency("currency_code", request.CurrencyCode);
        var start = checks.CivilDate("period_start", request.PeriodStart);
        var end = checks.CivilDate("period_end", request.PeriodEnd);
        var unusedFrom = checks.CivilDate("unused_from", request.UnusedFrom);
        checks.Require(unusedFrom is not null, "unused_from", "REQUIRED", "is required.");
        var credit = Read(request.Credit);
        checks.Require(credit is not null, "credit", "UNKNOWN", "must be none, prorated or full.");
        checks.Require(Enum.IsDefined(request.Settlement), "settlement", "UNKNOWN", "must be account credit or refund.");
        var billedBy = request.BilledBy.Length > 0 ? checks.Id("billed_by", request.BilledBy) : (Guid?)null;
        var lines = Lines(request, currency, checks);
        checks.Require(lines.Count == 0 || end > start, "period_end", "NOT_AFTER_START", "must be after period_start.");
        checks.ThrowIfFailed();

        var today = clock.GetUtcNow().UtcDateTime;
        var billed = await db.Invoices.AsNoTracking()
            .GivenBackBy(credit!, subscription, start, billedBy, DateOnly.FromDateTime(today).AddDays(1)).ToListAsync(ct);
        var notes = billed.Where(i => i.CanBeCredited)
            .Select(i => (Invoice: i, Lines: ClosingCredit.Of(i, credit!, unusedFrom!.Value))).Where(note => note.Lines.Count > 0).ToList();
        var future = billed.Count == 0 && lines.Count > 0
            ? ClosingCredit.Of(Future(subscription, currency, start!.Value, end!.Value, lines), credit!, unusedFrom!.Value)
            : [];
        List<CreditNoteLine> given = [.. notes.SelectMany(note => note.Lines), .. future];
        var open = await db.Invoices.AsNoTracking().Where(i => i.SubscriptionId == subscription && i.State == InvoiceState.Open).ToListAsync(ct);
        var due = open.Sum(i => Math.Max(0, i.AmountDue - notes.Where(note => note.Invoice.Id == i.Id).Sum(note => note.Lines.Sum(l => l.Amount))));
        var split = notes.Select(note => ClosingSplit.Of(note.Invoice, note.Lines, request.Settlement == ClosingSettlement.Refund, clock.GetUtcNow())).ToList();
        return new Wire.PreviewClosingCreditResponse
        {
            Refund = Money.From(split.Sum(s => s.Refund), currency),
            AccountCredit = Money.From(split.Sum(s => s.AccountCredit), currency),
            NoLongerDue = Money.From(split.Sum(s => s.NoLongerDue), currency),
            Credit = Money.From(given.Sum(l => l.Amount), currency),
            Arithmetic = { given.Select(l => l.Arithmetic).Where(text => text.Length > 0) },
            InvoiceNumber = string.Join(", ", notes.Select(note => note.Invoice.Number)),
            AmountDue = Money.From(due, currency),
        };
    }

    private static List<PeriodLine> Lines(Wire.PreviewClosingCreditRequest request, string currency, FieldChecks checks)
    {
        checks.Require(request.Lines.Count <= MaximumLines, "lines", "TOO_MANY", $"has {request.Lines.Count} lines; at most {MaximumLines} are allowed.");
        return [.. request.Lines.Select((line, i) =>
        {
            var field = $"lines[{i}].unit_price";
            checks.Range($"lines[{i}].quantity", line.Quantity, 1, MaximumQuantity);
            var price = checks.Amount(field, line.UnitPrice);
            checks.Require(line.UnitPrice is null || line.UnitPrice.CurrencyCode == currency, $"{field}.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
            checks.Require(line.Amount is null || line.Amount.CurrencyCode == currency, $"lines[{i}].amount.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
            var prorated = line.Amount is null ? (decimal?)null : checks.Amount($"lines[{i}].amount", line.Amount);
            return new PeriodLine(new Dictionary<string, string>(), line.Quantity, price, line.Recurring, prorated);
        })];
    }

    /// <summary>The invoice that the period will have.</summary>
    private Invoice Future(Guid subscription, string currency, DateOnly start, DateOnly end, IReadOnlyList<PeriodLine> lines)
    {
        var now = clock.GetUtcNow();
        var nobody = new EventCustomer(Guid.Empty, "", "", "", "");
        var order = new EventOrder(subscription, "", new Dictionary<string, string>());
        return Invoice.Draft(new PeriodStarted(Guid.Empty, subscription, Caller.System, now, order, nobody, 0, start, end, currency, lines), now);
    }

    private static string? Read(Wire.ClosingCreditKind credit) => credit switch
    {
        Wire.ClosingCreditKind.Unspecified or Wire.ClosingCreditKind.None => ClosingCredit.None,
        Wire.ClosingCreditKind.Prorated => ClosingCredit.Prorated,
        Wire.ClosingCreditKind.Full => ClosingCredit.Full,
        _ => null,
    };
}
