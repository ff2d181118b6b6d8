namespace Billing.Invoices;

/// <summary>
/// One tax of an invoice: a percentage of the sum of its lines, rounded once (domain.md C5). Amounts are in the invoice's currency, in whole
/// units.
/// </summary>
public sealed class InvoiceTax
{
    private InvoiceTax()
    {
    }

    /// <summary>Of the tax rate.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Text per language, as it was at the issue date.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private init; } = new Dictionary<string, string>();

    /// <summary>0 to 100, as it was valid at the issue date.</summary>
    public decimal Percent { get; private init; }

    /// <summary>Sum of the lines, without tax.</summary>
    public decimal Base { get; private init; }

    public decimal Amount { get; private init; }

    /// <summary>What credit notes took back of the lines; at most <see cref="Base"/>.</summary>
    public decimal CreditedBase { get; private set; }

    /// <summary>What they took back of the tax: always that of <see cref="CreditedBase"/>, rounded once.</summary>
    public decimal Credited { get; private set; }

    internal static InvoiceTax Of(Taxes.TaxRate rate, DateOnly day, decimal taxed, string currency)
    {
        var percent = rate.On(day);
        return new InvoiceTax { Code = rate.Code, Name = rate.Name, Percent = percent, Base = taxed, Amount = Proration.Percentage(taxed, percent, currency) };
    }

    /// <summary>
    /// The tax of a further part of the lines: what all parts together come to, less what was taken back before. So the last part takes the
    /// remainder, and no rounding is left over (domain.md C1, C7).
    /// </summary>
    internal decimal CreditOf(decimal part, string currency) => Proration.Percentage(CreditedBase + part, Percent, currency) - Credited;

    internal void Credit(decimal part, decimal amount)
    {
        if (part <= 0 || amount < 0 || CreditedBase + part > Base || Credited + amount > Amount)
        {
            throw new InvalidOperationException($"A credit of {amount} for {part} does not fit the tax {Code}: {Credited} of {Amount} for {CreditedBase} of {Base} is credited already.");
        }

        CreditedBase += part;
        Credited += amount;
    }
}
