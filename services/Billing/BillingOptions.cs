namespace Billing;

/// <summary>What the business decides about its invoices; section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    /// <summary>Days until an invoice is due, counted from its issue where the customer is: 0 to 365.</summary>
    public int PaymentTermDays { get; set; } = 14;

    /// <summary>Where the business is, a canonical IANA name: invoices and credit notes are issued on its civil date, and taxed by it (domain.md C15e).</summary>
    public string TimeZone { get; set; } = "UTC";
}
