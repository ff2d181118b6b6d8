using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Billing.Payments.Providers.Stripe;

/// <summary>How Stripe is reached; section <c>Billing:Stripe</c>. Asked for when <c>Billing:Provider</c> is <c>stripe</c>.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Billing:Stripe";

    /// <summary>sk_live_..., sk_test_... or a restricted key rk_...; never logged.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>whsec_..., of the webhook's endpoint; two while one replaces the other. Never logged.</summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Where the API is.</summary>
    public string ApiAddress { get; set; } = "https://api.stripe.com";

    /// <summary>How long one request may take, 1 to 15 seconds: less than the 20 that a charge is given in all.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>What is wrong with the settings, all at once, and never with their values.</summary>
internal sealed partial class StripeOptionsValidation : IValidateOptions<StripeOptions>
{
    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        var errors = new List<string>();
        if (!SecretKey().IsMatch(options.SecretKey))
        {
            errors.Add($"{StripeOptions.Section}:SecretKey must be a secret key (sk_...) or a restricted one (rk_...).");
        }

        if (options.WebhookSecrets.Count == 0 || !options.WebhookSecrets.All(WebhookSecret().IsMatch))
        {
            errors.Add($"{StripeOptions.Section}:WebhookSecrets must hold at least one signing secret of the webhook's endpoint, each whsec_...");
        }

        if (!Uri.TryCreate(options.ApiAddress, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            errors.Add($"{StripeOptions.Section}:ApiAddress must be an https address such as https://api.stripe.com; plain http is for loopback alone.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromSeconds(15))
        {
            errors.Add($"{StripeOptions.Section}:Timeout must be 00:00:01 to 00:00:15.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    [GeneratedRegex("^(sk|rk)_[A-Za-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();

    [GeneratedRegex("^whsec_[!-~]+$", RegexOptions.CultureInvariant)]
    private static partial Regex WebhookSecret();
}
