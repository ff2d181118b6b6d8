using Contracts.Conversions;

namespace Billing.Invoices;

/// <summary>The price of some of a period's days (domain.md C1).</summary>
internal static class Proration
{
    /// <summary>Rounded once, half away from zero: the other days keep the remainder, so both parts add up to the whole.</summary>
    /// <param name="amount">Of all the days.</param>
    public static decimal Share(decimal amount, int days, int of, string currency) => Currencies.Round(amount * days / of, currency);

    /// <summary>For people: "21 of 31 days x 40.00".</summary>
    public static string Arithmetic(decimal amount, int days, int of, string currency) => $"{days} of {of} days x {InvoiceWire.Text(amount, currency)}";
}
