namespace Billing.Invoices;

/// <summary>Money received for an invoice, in the invoice's currency.</summary>
public sealed class Payment
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required decimal Amount { get; init; }

    public required PaymentMethod Method { get; init; }

    /// <summary>What identifies it at the bank or in the till; may be empty.</summary>
    public required string Reference { get; init; }

    /// <summary>Civil date in the customer's time zone.</summary>
    public required DateOnly ReceivedDate { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What was paid back of it, or is being paid back.</summary>
    public decimal AmountRefunded { get; internal set; }

    /// <summary>What the bank has taken back of it, or never came in; without what stands again.</summary>
    public decimal AmountReversed { get; internal set; }

    /// <summary>The charge that brought it; null where it was registered by hand.</summary>
    public Guid? AttemptId { get; init; }

    /// <summary>What may still be paid back, or be taken back by the bank.</summary>
    public decimal Refundable => Amount - AmountRefunded - AmountReversed;
}

public enum PaymentMethod
{
    BankTransfer,
    Cash,
    Cheque,
    Other,

    /// <summary>Charged through the payment provider; never registered by hand.</summary>
    Card,

    /// <summary>A card at the desk's own terminal, of which the payment provider knows nothing.</summary>
    CardTerminal,
}
