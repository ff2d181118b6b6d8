using Admin.Invoices;
using Admin.Parking;
using Admin.Passes.Report;
using Admin.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Screens;

namespace Admin;

/// <summary>The screens of the staff, under /admin.</summary>
public static class AdminSetup
{
    public const string Root = "/admin";

    /// <summary>
    /// The host registers the services' gRPC clients with the signed-in person's token, an <see cref="Screens.Identity.ISignInLinks"/>, the
    /// policy <c>Staff</c>, and answers <c>POST /admin/sign-out</c>.
    /// </summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services.AddScreens().AddScoped<ParkedWorkClients>();

    public static IEndpointConventionBuilder MapAdmin(this IEndpointRouteBuilder app)
    {
        app.MapScreenAssets(Root);
        app.MapReportFiles();
        app.MapInvoiceFile();
        app.MapPassFile();
        app.MapGet(Root, () => Results.Redirect($"{Root}/subscriptions")).RequireAuthorization("Staff");
        return app.MapRazorComponents<AdminApp>().RequireAuthorization("Staff");
    }
}
