using System.Text.RegularExpressions;
using ServiceDefaults.Errors;

namespace Subscriptions.Coupons;

/// <summary>What people type: the same in any case, kept in capitals.</summary>
internal static partial class CouponCode
{
    public static string Normalise(string code) => code.Trim().ToUpperInvariant();

    public static string Validate(FieldValidator validator, string field, string code)
    {
        var normal = validator.Text(field, Normalise(code), 30);
        validator.Require(normal.Length is 0 or > 30 || Pattern().IsMatch(normal), field, "NOT_A_COUPON_CODE",
            "must be 3 to 30 letters A-Z, digits, hyphens and underscores, beginning with a letter or digit.");
        return normal;
    }

    [GeneratedRegex("^[A-Z0-9][A-Z0-9_-]{2,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
