using Billing.Payments.Methods.Setups;
using Billing.Payments.Providers.Stripe.Webhooks;
using Microsoft.Extensions.Options;
using ServiceDefaults.DueWork;

namespace Billing.Payments.Providers.Stripe;

internal static class StripeSetup
{
    public static void AddStripe(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>().BindConfiguration(StripeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StripeOptions>, StripeOptionsValidation>();
        services.AddSingleton<StripeHandler>();
        services.AddSingleton<StripeApi>();
        services.AddSingleton<IPaymentProvider, StripeProvider>();
        services.AddSingleton<DueWork<BillingDb>, HandleStripeEvent>();
        services.AddSingleton<DueWork<BillingDb>, ForgetCard>();
    }

    /// <summary>Reached through the gateway, without a token: the signature stands for it.</summary>
    public static void MapStripe(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(StripeWebhook.Path, StripeWebhook.Receive).AllowAnonymous();
}
