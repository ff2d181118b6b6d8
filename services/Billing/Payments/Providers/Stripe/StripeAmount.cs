using System.Collections.Frozen;
using Contracts.Conversions;

namespace Billing.Payments.Providers.Stripe;

/// <summary>
/// Amounts as Stripe takes them: whole numbers of a currency's smallest unit, with its own exceptions
/// (docs.stripe.com/currencies, "Zero-decimal currencies" and "Special cases").
/// </summary>
internal static class StripeAmount
{
    /// <summary>Billed here, but no presentment currency of Stripe's.</summary>
    private static readonly FrozenSet<string> NotTaken = new[] { "IRR" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The amount in Stripe's unit; null when Stripe cannot take it, and then why, as a code.</summary>
    public static long? Of(decimal amount, string currency, out string refusal)
    {
        refusal = "";
        if (!Currencies.IsKnown(currency) || NotTaken.Contains(currency))
        {
            refusal = "currency_not_supported";
            return null;
        }

        var units = amount * Factor(currency);
        if (units % Step(currency) != 0)
        {
            refusal = "amount_not_representable";
            return null;
        }

        return (long)units;
    }

    /// <summary>What an amount in Stripe's unit comes to; null for a currency that is not billed here.</summary>
    public static decimal? From(long amount, string currency) => Currencies.IsKnown(currency) && !NotTaken.Contains(currency) ? (decimal)amount / Factor(currency) : null;

    /// <summary>The króna has no digits any more, and Stripe still counts it in hundredths.</summary>
    private static int Factor(string currency) => currency == "ISK" ? 100 : Currencies.Digits(currency) switch
    {
        0 => 1,
        2 => 100,
        _ => 1000,
    };

    /// <summary>Of three digits the last must be zero, and so must both of the króna's.</summary>
    private static int Step(string currency) => currency == "ISK" ? 100 : Currencies.Digits(currency) == 3 ? 10 : 1;
}
