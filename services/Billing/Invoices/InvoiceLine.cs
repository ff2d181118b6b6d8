namespace Billing.Invoices;

/// <summary>One thing billed. Amounts are in the invoice's currency, in whole units, without tax.</summary>
public sealed class InvoiceLine
{
    private InvoiceLine()
    {
    }

    /// <summary>1 for the first.</summary>
    public int Position { get; private init; }

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Description { get; private init; } = new Dictionary<string, string>();

    public int Quantity { get; private init; }

    public decimal UnitPrice { get; private init; }

    /// <summary>Quantity x unit price, or its part for a shorter period, rounded once (domain.md C5); less <see cref="Discount"/>.</summary>
    public decimal Amount { get; private init; }

    /// <summary>How a prorated amount comes about: "17 of 31 days x 40.00"; empty otherwise (domain.md C1).</summary>
    public string Arithmetic { get; private init; } = "";

    /// <summary>What a coupon took off it; null when nothing.</summary>
    public LineDiscount? Discount { get; private init; }

    /// <summary>Sum of what credit notes took back of it; never above <see cref="Amount"/> (domain.md C7).</summary>
    public decimal Credited { get; private set; }

    /// <summary>What a close will take back of it, once it can no longer be undone.</summary>
    public decimal Reserved { get; private set; }

    /// <summary>How it comes about; empty when the whole line is taken back.</summary>
    public string ReservedArithmetic { get; private set; } = "";

    /// <summary>What that comes to; more than <see cref="Reserved"/> where earlier credit notes have capped it.</summary>
    public decimal ReservedComputed { get; private set; }

    /// <summary>What can still be taken back of it.</summary>
    internal decimal Creditable => Amount - Credited - Reserved;

    /// <summary>False for a one-off, which a close does not credit.</summary>
    public bool Recurring { get; private init; }

    /// <summary>Of the tax rate that it is taxed by; empty: none.</summary>
    public string TaxCode { get; private init; } = "";

    internal static InvoiceLine From(LineCharge charge, int position) => new()
    {
        Position = position,
        Description = charge.Line.Description,
        Quantity = charge.Line.Quantity,
        UnitPrice = charge.Line.UnitPrice,
        Amount = charge.Amount,
        Arithmetic = charge.Arithmetic,
        Recurring = charge.Line.Recurring,
        Discount = charge.Discount,
        TaxCode = charge.Line.TaxCode,
    };

    internal void Credit(decimal amount)
    {
        Require(amount > 0 && amount <= Creditable, amount);
        Credited += amount;
    }

    /// <param name="amount">In place of what was reserved; 0: nothing is.</param>
    internal void Reserve(decimal amount, string arithmetic, decimal computed)
    {
        Reserved = 0;
        Require(amount >= 0 && amount <= Creditable, amount);
        (Reserved, ReservedArithmetic, ReservedComputed) = (amount, arithmetic, computed);
    }

    private void Require(bool fits, decimal amount)
    {
        if (!fits)
        {
            throw new InvalidOperationException($"A credit of {amount} does not fit line {Position}: {Credited} of {Amount} is credited, {Reserved} reserved.");
        }
    }
}
