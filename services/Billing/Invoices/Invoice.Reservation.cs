namespace Billing.Invoices;

/// <summary>
/// What a close will credit of an invoice once it can no longer be undone. Until then it is not asked for, and no other credit note may take it
/// back (domain.md A6.52).
/// </summary>
public sealed partial class Invoice
{
    public bool HasReservedCredit { get; private set; }

    /// <summary>With its taxes.</summary>
    public decimal AmountReserved => HasReservedCredit ? WithTaxes(ReservedLines) : 0;

    private List<CreditNoteLine> ReservedLines =>
        [.. _lines.Where(l => l.Reserved > 0).OrderBy(l => l.Position).Select(l => CreditNoteLine.Of(l, l.Reserved, l.ReservedArithmetic, l.ReservedComputed))];

    internal void Reserve(IReadOnlyList<CreditNoteLine> lines, DateTimeOffset now)
    {
        foreach (var line in lines)
        {
            _lines.Single(l => l.Position == line.Position).Reserve(line.Amount, line.Arithmetic, line.Computed);
        }

        HasReservedCredit = true;
        // One that is uncollectible stays so: nobody is asked for it if the close is undone.
        if (State == InvoiceState.Open)
        {
            SettleWhenNothingIsDue(now);
        }

        UpdatedAt = now;
    }

    /// <summary>What was reserved is credited now.</summary>
    internal IReadOnlyList<CreditNoteLine> ReleaseReserved(DateTimeOffset now)
    {
        var lines = ReservedLines;
        ClearReserved(now);
        return lines;
    }

    /// <summary>The close was undone: what it had reserved is owed after all.</summary>
    /// <returns>Whether it is asked for again: Paid -> Open.</returns>
    internal bool FreeReserved(DateTimeOffset now)
    {
        if (!HasReservedCredit)
        {
            return false;
        }

        ClearReserved(now);
        if (State != InvoiceState.Paid || AmountDue == 0)
        {
            return false;
        }

        State = InvoiceState.Open;
        return true;
    }

    private void ClearReserved(DateTimeOffset now)
    {
        _lines.ForEach(line => line.Reserve(0, "", 0));
        HasReservedCredit = false;
        UpdatedAt = now;
    }
}
