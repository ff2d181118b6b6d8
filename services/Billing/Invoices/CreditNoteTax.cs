namespace Billing.Invoices;

/// <summary>What is taken back of one of the invoice's taxes; amounts are in its currency.</summary>
public sealed class CreditNoteTax
{
    /// <summary>Of the invoice's tax, as are its name and percentage.</summary>
    public required string Code { get; init; }

    /// <summary>Text per language.</summary>
    public required IReadOnlyDictionary<string, string> Name { get; init; }

    /// <summary>0 to 100.</summary>
    public required decimal Percent { get; init; }

    /// <summary>Sum of the note's lines of that rate.</summary>
    public required decimal Base { get; init; }

    /// <summary>May be zero; all notes of the invoice together never come to more than its tax.</summary>
    public required decimal Amount { get; init; }
}
