namespace Billing.Invoices;

/// <summary>What dunning keeps on an invoice.</summary>
public sealed partial class Invoice
{
    /// <summary>The dunning case that recovers it; stays when that has ended. Null when it never needed one.</summary>
    public Guid? DunningCaseId { get; private set; }

    /// <summary>What was paid of it already, by account credit too, when the case took it in: no case has recovered that.</summary>
    public decimal PaidBeforeDunning { get; private set; }

    /// <summary>What was paid of it since.</summary>
    internal decimal PaidInDunning => Math.Max(0, AmountPaid + AccountCreditApplied - PaidBeforeDunning);

    /// <summary>The end of its due date, as long as it is to be looked at then; null before it is final, and once nothing is due.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    internal void JoinDunning(Guid caseId, DateTimeOffset now)
    {
        if (DunningCaseId != caseId)
        {
            PaidBeforeDunning = AmountPaid + AccountCreditApplied;
        }

        DunningCaseId = caseId;
        OverdueAt = null;
        UpdatedAt = now;
    }

    internal void ForgetOverdue() => OverdueAt = null;

    /// <summary>It is looked at as any other that is unpaid at the end of its due date, also where that has passed.</summary>
    private void WatchDueDate() => OverdueAt = CivilTime.At(DueDate!.Value.AddDays(1), TimeOnly.MinValue, CustomerTimeZone);
}
