namespace Architecture.Tests;

internal static class BillingRooms
{
    public static readonly Rooms Rooms = new(
        "Billing",
        [
            ["Parking", "Portal", "Reconciliation"],
            ["Dunning"],
            ["Subscriptions"],
            ["Credits"],
            ["Payments"],
            ["AccountCredits"],
            ["Invoices"],
            ["Accounts", "Taxes"],
            ["Customers", "Numbering"],
        ],
        ["BillingDb", "BillingMetrics", "BillingOptions", "BusinessCalendar", "CivilTime"],
        [
            new("Invoice", ["PaymentAttempt", "AttemptWire", "FailureCause", "PaymentReversal", "ReversalFacts", "ReversalKind", "ReversalWire", "Refund"],
                "The aggregate takes in what became of its payments as those records have it, and says so in its events."),
            new("InvoiceViews", ["PaymentAttempt", "PaymentReversal", "CreditNote", "Refund"], View),
            new("InvoiceDetails", ["PaymentAttempt", "AttemptWire", "PaymentReversal", "ReversalWire", "CreditNote", "CreditNoteWire", "Refund", "RefundWire"], View),
            new("ProcessPayments", ["ClosingRefund"], "What a close refunds goes back at once of a charge that was still under way, in the charge's own transaction."),
        ]);

    private const string View = "Whatever verb answers with an invoice shows it with what stands beside it.";
}
