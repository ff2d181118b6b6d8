using System.Reflection;
using Gateway.Transcoding;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Screens.Identity;
using ServiceDefaults.Access;
using ServiceDefaults.Clients;
using ServiceDefaults.Hosting;

namespace Gateway.Identity;

internal static class IdentitySetup
{
    public static void AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration("Gateway:Identity").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(WallClock.OfThisProcess());
        services.AddHttpContextAccessor();
        services.AddScoped<Sessions>();
        services.AddScoped<CustomerAddresses>();
        services.AddScoped<SessionValidation>();
        services.AddScoped<SessionCookieEvents>();
        services.AddScoped<SignInLinkPages>();
        services.AddSingleton<LinkRequests>();
        services.AddScoped<SignInLinks>();
        services.AddScoped<ScreenSignInLinks>();
        services.AddScoped<ISignInLinks>(provider => provider.GetRequiredService<ScreenSignInLinks>());
        services.AddScoped<IFirstAdministrator, FirstAdministrator>();
        services.AddHostedService<IdentityStartup>();
        services.AddHostedService<LinkMailer>();
        services.AddSchemes();
        services.AddPolicies();
        services.AddClients();
    }

    private static void AddSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(Schemes.ByPath)
            .AddPolicyScheme(Schemes.ByPath, null, options => options.ForwardDefaultSelector = context => ApiPaths.SchemeOf(context.Request))
            .AddCookie(Schemes.Staff)
            .AddCookie(Schemes.Portal)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, GatewayBearer>(Schemes.Bearer, null);
        services.AddCookieOptions(Schemes.Staff, "staff-session", "/admin");
        services.AddCookieOptions(Schemes.Portal, "portal-session", "/portal");
    }

    // Each cookie is sent to its own side only.
    private static void AddCookieOptions(this IServiceCollection services, string scheme, string name, string root) =>
        services.AddOptions<CookieAuthenticationOptions>(scheme)
            .Configure<WallClock, Microsoft.Extensions.Options.IOptions<IdentityOptions>>((options, clock, identity) =>
            {
                options.TimeProvider = clock;
                options.ExpireTimeSpan = identity.Value.SessionIdle;
                options.SlidingExpiration = true;
                options.LoginPath = root + "/sign-in";
                options.Cookie.Name = name;
                options.Cookie.Path = root;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.EventsType = typeof(SessionCookieEvents);
            });

    private static void AddPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(Schemes.StaffPolicy, policy => policy.RequireClaim("role", Tokens.Grant.Staff, Tokens.Grant.Application))
            .AddPolicy(Schemes.CustomerPolicy, policy => policy.RequireClaim("role", Tokens.Grant.Customer));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ApiAuthorizationResults>();
    }

    // Every generated client, for pages and for the gateway's own calls.
    private static void AddClients(this IServiceCollection services)
    {
        services.TryAddSingleton<ContractIndex>();
        services.TryAddScoped<IAccessTokenSource, PersonTokens>();
        var add = typeof(ClientSetup).GetMethod(nameof(ClientSetup.AddDelegatedGrpcClient), BindingFlags.Public | BindingFlags.Static)!;
        var catalog = new RpcCatalog(TranscodingSetup.ContractsAssembly);
        foreach (var type in TranscodingSetup.ContractsAssembly.GetTypes().Where(type => type.BaseType is { IsGenericType: true } parent
            && parent.GetGenericTypeDefinition() == typeof(ClientBase<>)))
        {
            var service = catalog.Files.SelectMany(file => file.Services)
                .First(known => known.File.GetOptions().CsharpNamespace == type.Namespace && type.Name == known.Name + "Client");
            if (Tokens.Scopes.Services.Contains(RpcCatalog.ClusterOf(service.File.Package)))
            {
                add.MakeGenericMethod(type).Invoke(null, [services, RpcCatalog.ClusterOf(service.File.Package)]);
            }
        }

        // The bearer of a mail's link is not signed in: its page asks for the gateway itself, and the link says what it may.
        services.AddGrpcClient<Contracts.Billing.V1.PaymentLinkService.PaymentLinkServiceClient>(
            "billing", provider => new OwnTokens(provider.GetRequiredService<Tokens.CallTokens>()));
        // Likewise the sandbox's bank, which is a page of ours.
        services.AddGrpcClient<Contracts.Billing.V1.SandboxBankService.SandboxBankServiceClient>(
            "billing", provider => new OwnTokens(provider.GetRequiredService<Tokens.CallTokens>()));
    }
}
