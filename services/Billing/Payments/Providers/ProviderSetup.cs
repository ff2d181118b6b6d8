using Billing.Payments.Providers.Sandbox;
using Billing.Payments.Providers.Stripe;
using ServiceDefaults.Hosting;

namespace Billing.Payments.Providers;

internal static class ProviderSetup
{
    /// <summary><c>Billing:Provider</c> names the one that takes new cards and charges all of them.</summary>
    public static void AddPaymentProvider(this IHostApplicationBuilder builder)
    {
        switch (Chosen(builder.Configuration))
        {
            case "sandbox":
                builder.Services.AddSingleton<IPaymentProvider, SandboxProvider>();
                break;
            case "stripe":
                builder.Services.AddStripe();
                break;
            default:
                throw new WrongSettingException(["Billing:Provider must be sandbox or stripe."]);
        }
    }

    /// <summary>What the provider calls by itself.</summary>
    public static void MapPaymentProvider(this IEndpointRouteBuilder endpoints)
    {
        if (Chosen(endpoints.ServiceProvider.GetRequiredService<IConfiguration>()) == "stripe")
        {
            endpoints.MapStripe();
        }
    }

    private static string Chosen(IConfiguration configuration) => configuration["Billing:Provider"] ?? "sandbox";
}
