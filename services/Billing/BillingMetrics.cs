using System.Diagnostics.Metrics;

namespace Billing;

/// <summary>What the business counts of Billing.</summary>
internal static class BillingMetrics
{
    private static readonly Meter Meter = new("Billing");

    public static readonly Counter<long> InvoicesIssued = Meter.CreateCounter<long>("billing.invoices_issued", description: "Invoices made final");

    public static readonly Counter<long> PaymentsRegistered = Meter.CreateCounter<long>("billing.payments_registered", description: "Payments registered by hand");

    public static readonly Counter<long> Charges = Meter.CreateCounter<long>("billing.charges", description: "Answers of the payment provider to charges, by outcome and cause");

    public static readonly Counter<long> Refunds = Meter.CreateCounter<long>("billing.refunds", description: "Answers of the payment provider to refunds, by outcome");

    public static readonly Counter<long> PaymentReversals = Meter.CreateCounter<long>("billing.payment_reversals", description: "Payments that were taken back, by kind");

    public static readonly Counter<long> ProviderEvents = Meter.CreateCounter<long>("billing.provider_events", description: "What the payment provider told by itself, by type and what became of it");

    public static readonly Counter<long> CreditNotesIssued = Meter.CreateCounter<long>("billing.credit_notes_issued", description: "Credit notes issued");

    public static readonly Counter<long> DunningCases = Meter.CreateCounter<long>("billing.dunning_cases", description: "Dunning cases, by cause and what became of them");

    public static readonly Gauge<int> SelfCheckFindings = Meter.CreateGauge<int>("billing.self_check.findings", description: "What the last self-check found wrong with invoices, numbers and account credit");
}
