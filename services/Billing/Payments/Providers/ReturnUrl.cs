using ServiceDefaults.Errors;

namespace Billing.Payments.Providers;

/// <summary>Where a customer comes back to from a page of the provider's.</summary>
internal static class ReturnUrl
{
    private const int MaximumLength = 500;

    /// <summary>Null when something is wrong with it, which the validator then holds.</summary>
    public static Uri? ReturnUrlOf(this FieldValidator validator, string wanted)
    {
        var address = validator.Text("return_url", wanted, MaximumLength);
        var isUrl = Uri.TryCreate(address, UriKind.Absolute, out var returnUrl)
            && (returnUrl.Scheme == Uri.UriSchemeHttps || returnUrl.Scheme == Uri.UriSchemeHttp)
            && returnUrl.UserInfo.Length == 0 && returnUrl.Fragment.Length == 0 && !address.Contains('{', StringComparison.Ordinal);
        validator.Require(isUrl || address.Length == 0, "return_url", "NOT_A_URL", "is no http or https address without user and fragment.");
        return isUrl ? returnUrl : null;
    }
}
