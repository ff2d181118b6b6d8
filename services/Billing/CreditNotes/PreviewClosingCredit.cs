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
        var lines = Lines(request, currency, checks);
        checks.Require(lines.Count == 0 || end > start, "period_end", "NOT_AFTER_START", "must be after period_start.");
        checks.ThrowIfFailed();

        var invoices = await db.Invoices.AsNoTracking()
            .Where(i => i.SubscriptionId == subscription && (i.State == InvoiceState.Open || (i.Kind == InvoiceKind.Period && i.PeriodStart == start))).ToListAsync(ct);
        var billed = invoices.FirstOrDefault(i => i.Kind == InvoiceKind.Period && i.PeriodStart == start);
        var invoice = billed ?? (lines.Count > 0 ? Future(subscription, currency, start!.Value, end!.Value, lines) : null);
        var given = invoice is null || billed is { CanBeCredited: false } ? [] : ClosingCredit.Of(invoice, credit!, unusedFrom!.Value);
        var total = given.Sum(l => l.Amount);
        var due = invoices.Where(i => i.State == InvoiceState.Open).Sum(i => i == billed ? Math.Max(0, i.AmountDue - total) : i.AmountDue);
        return new Wire.PreviewClosingCreditResponse
        {
            Credit = Money.From(total, currency),
            Arithmetic = { given.Select(l => l.Arithmetic).Where(text => text.Length > 0) },
            InvoiceNumber = total > 0 ? billed?.Number ?? "" : "",
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
