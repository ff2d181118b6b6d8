namespace Billing;

/// <summary>What the business decides about its invoices; section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    /// <summary>Days from the issue date to the due date, 0 to 365.</summary>
    public int PaymentTermDays { get; set; } = 14;

    /// <summary>
    /// How long a close may wait for the invoice of which it gives something back, until the self-check lists it. Events overtake each other by
    /// seconds; one that is parked is parked within two minutes.
    /// </summary>
    public TimeSpan ClosingCreditOverdueAfter { get; set; } = TimeSpan.FromHours(1);
}
