namespace Billing.Invoices;

/// <summary>How an invoice meets its customer's account credit. Paid + credited + applied is never above the total, but for what went to the account.</summary>
public sealed partial class Invoice
{
    /// <summary>What the customer's account credit has paid of it.</summary>
    public decimal AccountCreditApplied { get; private set; }

    /// <summary>What was paid above what is owed, and became account credit.</summary>
    public decimal AmountToAccount { get; private set; }

    private decimal Balance => Total - AmountPaid - AmountCredited - AccountCreditApplied + AmountToAccount;

    /// <param name="amount">Above zero, at most what is due.</param>
    internal void ApplyAccountCredit(decimal amount, DateTimeOffset now)
    {
        if (State != InvoiceState.Open || amount <= 0 || amount > AmountDue)
        {
            throw new InvalidOperationException($"Account credit of {amount} cannot be applied to invoice {Id}, which is {State} with {AmountDue} due.");
        }

        AccountCreditApplied += amount;
        SettleWhenNothingIsDue(now);
        UpdatedAt = now;
    }

    /// <summary>Whatever was paid above what is owed leaves the invoice.</summary>
    /// <returns>Zero when nothing was.</returns>
    internal decimal ReleaseSurplus(DateTimeOffset now)
    {
        var surplus = Math.Max(0, -Balance);
        if (surplus > 0)
        {
            AmountToAccount += surplus;
            UpdatedAt = now;
        }

        return surplus;
    }
}
