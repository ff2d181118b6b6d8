namespace Billing.Invoices;

/// <summary>What is taken back of one line of the invoice.</summary>
public sealed class CreditNoteLine
{
    /// <summary>Of the invoice's line.</summary>
    public required int Position { get; init; }

    /// <summary>Text per language; the invoice line's.</summary>
    public required IReadOnlyDictionary<string, string> Description { get; init; }

    public required int Quantity { get; init; }

    public required decimal UnitPrice { get; init; }

    /// <summary>Above zero, at most what is left of the invoice's line.</summary>
    public required decimal Amount { get; init; }

    /// <summary>How it came about, for people: "10 of 31 days x 40.00" (domain.md C1). Empty when the whole line is taken back.</summary>
    public required string Arithmetic { get; init; }

    /// <summary>What the arithmetic comes to, or the whole line where there is none: more than <see cref="Amount"/> where earlier credit notes have capped it.</summary>
    public required decimal Computed { get; init; }

    /// <summary>What earlier credit notes had taken back of the invoice's line.</summary>
    public required decimal CreditedBefore { get; init; }

    /// <summary>Less is taken back than the arithmetic comes to (domain.md C15b).</summary>
    public bool IsCapped => Computed > Amount;

    /// <param name="computed">What the arithmetic comes to.</param>
    internal static CreditNoteLine Of(InvoiceLine line, decimal amount, string arithmetic, decimal computed) => new()
    {
        Position = line.Position,
        Description = line.Description,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Amount = amount,
        Arithmetic = arithmetic,
        Computed = computed,
        CreditedBefore = line.Credited,
    };
}
