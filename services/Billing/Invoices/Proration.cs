using System.Globalization;
using Contracts.Conversions;

namespace Billing.Invoices;

/// <summary>How parts of amounts are rounded: half away from zero, to the currency's own digits (domain.md C1, C5).</summary>
internal static class Proration
{
    /// <summary>The price of some of a period's days, rounded once: the other days keep the remainder, so both parts add up to the whole.</summary>
    /// <param name="amount">Of all the days.</param>
    public static decimal Share(decimal amount, int days, int of, string currency) => Currencies.Round(amount * days / of, currency);

    /// <summary>For people: "21 of 31 days x 40.00".</summary>
    public static string Arithmetic(decimal amount, int days, int of, string currency) => $"{days} of {of} days x {InvoiceWire.Text(amount, currency)}";

    /// <summary>Rounded once.</summary>
    /// <param name="percent">0 to 100.</param>
    public static decimal Percentage(decimal amount, decimal percent, string currency) => Currencies.Round(amount * percent / 100, currency);

    /// <summary>For people: "10% x 40.00".</summary>
    public static string PercentageArithmetic(decimal amount, decimal percent, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{percent:0.##}% x {InvoiceWire.Text(amount, currency)}");

    /// <summary>For people: "5 of 8 classes x 40.00".</summary>
    public static string ClassesArithmetic(decimal amount, int classes, int of, string currency) => $"{classes} of {of} classes x {InvoiceWire.Text(amount, currency)}";

    /// <summary>An amount's parts on lines, in proportion to what they cost: they add up to it, and none is above its line.</summary>
    /// <param name="amount">At most what the lines cost together.</param>
    public static IReadOnlyList<decimal> OverLines(decimal amount, IReadOnlyList<decimal> lines, string currency) => Currencies.Allocate(amount, lines, currency);
}
