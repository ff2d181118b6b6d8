using System.Text.RegularExpressions;

namespace Billing.Payments.Providers.Stripe;

/// <summary>What is kept of a card at Stripe: whose it is and which, cus_.../pm_...</summary>
internal sealed partial record StripeToken(string Customer, string Method)
{
    /// <summary>Null when it is no token of Stripe's.</summary>
    public static StripeToken? Parse(string token) =>
        Form().Match(token) is { Success: true } match ? new StripeToken(match.Groups["customer"].Value, match.Groups["method"].Value) : null;

    public override string ToString() => $"{Customer}/{Method}";

    [GeneratedRegex("^(?<customer>cus_[A-Za-z0-9_]+)/(?<method>(pm|card|src)_[A-Za-z0-9_]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
