using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Identity;
using Screens;

namespace Portal;

/// <summary>The screens of the customers, under /portal.</summary>
public static class PortalSetup
{
    public const string Root = "/portal";

    /// <summary>
    /// The host registers the services' portal clients with the customer's token attached, an <see cref="Screens.Identity.ISignInLinks"/>,
    /// the policy <c>Customer</c>, and answers <c>POST /portal/sign-out</c>.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services) =>
        services.AddScreens().AddScoped<CurrentCustomer>();

    public static IEndpointConventionBuilder MapPortal(this IEndpointRouteBuilder app)
    {
        app.MapScreenAssets(Root);
        app.MapGet(Root, () => Results.Redirect($"{Root}/subscriptions")).RequireAuthorization("Customer");
        return app.MapRazorComponents<PortalApp>().RequireAuthorization("Customer");
    }
}
