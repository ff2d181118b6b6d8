namespace Billing.AccountCredits;

/// <summary>Why account credit grew or shrank.</summary>
public enum CreditReason
{
    /// <summary>A credit note took back what was paid already.</summary>
    CreditNote,

    /// <summary>More came in for an invoice than was due by then.</summary>
    Overpaid,

    /// <summary>Used to pay an invoice.</summary>
    Applied,

    /// <summary>An invoice that it had been applied to was voided.</summary>
    InvoiceVoided,

    /// <summary>On its way back to a payment that it came from.</summary>
    Refunded,

    /// <summary>The refund failed: it is here again.</summary>
    RefundFailed,

    /// <summary>By staff.</summary>
    Given,

    /// <summary>By staff.</summary>
    TakenBack,

    /// <summary>A payment that had brought more than was owed does not stand.</summary>
    PaymentReversed,
}
