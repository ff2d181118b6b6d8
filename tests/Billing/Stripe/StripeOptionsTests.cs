using Billing.Payments.Providers.Stripe;
using Microsoft.Extensions.Options;
using ServiceDefaults.Hosting;

namespace Billing.Tests.Stripe;

public sealed class StripeOptionsTests
{
    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_no_secret_with_it()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Billing:Provider"] = "stripe",
            ["Billing:Stripe:SecretKey"] = "pk_live_confidential",
            ["Billing:Stripe:WebhookSecrets:0"] = "confidential",
            ["Billing:Stripe:ApiAddress"] = "http://stripe.example",
            ["Billing:Stripe:Timeout"] = "00:01:00",
        };

        var wrong = await Should.ThrowAsync<OptionsValidationException>(BillingUnderTest.Start(configuration: settings));

        wrong.Failures.Count().ShouldBe(4);
        wrong.Message.ShouldNotContain("confidential");
        foreach (var name in (string[])["SecretKey", "WebhookSecrets", "ApiAddress", "Timeout"])
        {
            wrong.Failures.ShouldContain(failure => failure.StartsWith($"Billing:Stripe:{name} must ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_provider_that_nobody_knows_is_refused()
    {
        var wrong = await Should.ThrowAsync<WrongSettingException>(
            BillingUnderTest.Start(configuration: new Dictionary<string, string?> { ["Billing:Provider"] = "strype" }));

        wrong.Complaints.ShouldBe(["Billing:Provider must be sandbox or stripe."]);
    }

    [Theory]
    [InlineData("https://api.stripe.com")]
    [InlineData("http://127.0.0.1:12111")]
    public void Plain_http_is_for_loopback_alone(string address) => new StripeOptionsValidation()
        .Validate(null, new StripeOptions { SecretKey = "sk_test_1", WebhookSecrets = { "whsec_1" }, ApiAddress = address }).Succeeded.ShouldBeTrue();
}
