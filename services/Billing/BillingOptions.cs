namespace Billing;

/// <summary>What the business decides about its invoices; section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    /// <summary>Days from the issue date to the due date, 0 to 365.</summary>
    public int PaymentTermDays { get; set; } = 14;
}
