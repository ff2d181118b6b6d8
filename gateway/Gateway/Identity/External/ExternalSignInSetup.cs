using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ServiceDefaults.Hosting;

namespace Gateway.Identity.External;

internal static class ExternalSignInSetup
{
    /// <summary>Where staff begin to sign in through the provider.</summary>
    public const string BeginPath = "/admin/sign-in/external";

    private const string Section = "Gateway:Identity:OpenIdConnect";
    private const string CallbackPath = "/sign-in/external";

    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[$"{Section}:Authority"]);

    public static void AddExternalSignIn(this IHostApplicationBuilder builder)
    {
        if (!IsConfigured(builder.Configuration))
        {
            return;
        }

        builder.Services.AddOptions<ExternalSignInOptions>().BindConfiguration(Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<ExternalSignInEvents>();
        builder.Services.AddAuthentication().AddOpenIdConnect(Schemes.External, _ => { });
        builder.Services.AddOptions<OpenIdConnectOptions>(Schemes.External).Configure<IOptions<ExternalSignInOptions>, WallClock>(Configure);
    }

    public static void MapExternalSignIn(this WebApplication app)
    {
        if (IsConfigured(app.Configuration))
        {
            app.MapGet(BeginPath, BeginAsync).AllowAnonymous();
        }
    }

    private static void Configure(OpenIdConnectOptions oidc, IOptions<ExternalSignInOptions> external, WallClock clock)
    {
        oidc.TimeProvider = clock;
        oidc.SignInScheme = Schemes.Staff;
        oidc.EventsType = typeof(ExternalSignInEvents);
        oidc.Authority = external.Value.Authority;
        oidc.RequireHttpsMetadata = external.Value.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        oidc.ClientId = external.Value.ClientId;
        oidc.ClientSecret = external.Value.ClientSecret;
        oidc.CallbackPath = CallbackPath;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes by GET: cookies that come along when another site posts would have to be open to every site.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.Scope.Add("email");
        oidc.MapInboundClaims = false;
        oidc.DisableTelemetry = true;
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
    }

    private static async Task BeginAsync(HttpContext context, ILogger<ExternalSignInEvents> logger)
    {
        try
        {
            await context.ChallengeAsync(Schemes.External, new AuthenticationProperties { RedirectUri = "/admin" });
        }
        catch (InvalidOperationException unreachable)
        {
            // What the framework throws when the provider's metadata cannot be read.
            ExternalSignInEvents.Refuse(context, logger, unreachable);
        }
    }
}
