using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace Gateway.Identity.External;

internal static class ExternalSignInSetup
{
    private const string Section = "Gateway:Identity:OpenIdConnect";
    private const string Callback = "/sign-in/external";

    /// <summary>Where staff begin to sign in through the provider.</summary>
    private const string Begin = "/admin/sign-in/external";

    public static void AddExternalSignIn(this IHostApplicationBuilder builder)
    {
        if (!IsConfigured(builder.Configuration))
        {
            return;
        }

        builder.Services.AddOptions<ExternalSignInOptions>().BindConfiguration(Section);
        builder.Services.AddSingleton<ExternalIssuer>();
        builder.Services.AddAuthentication().AddOAuth<OAuthOptions, ExternalSignInHandler>(Schemes.External, _ => { });
        builder.Services.AddOptions<OAuthOptions>(Schemes.External).Configure<IOptions<ExternalSignInOptions>, WallClock>((oauth, external, clock) =>
        {
            oauth.TimeProvider = clock;
            oauth.SignInScheme = Schemes.Staff;
            oauth.ClientId = external.Value.ClientId;
            oauth.ClientSecret = external.Value.ClientSecret;
            // Known once the provider's metadata was read; the framework insists on something before.
            oauth.AuthorizationEndpoint = external.Value.Authority;
            oauth.TokenEndpoint = external.Value.Authority;
            oauth.CallbackPath = Callback;
            oauth.UsePkce = true;
            oauth.Scope.Add("openid");
            oauth.Scope.Add("email");
            oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
            oauth.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            oauth.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect("/admin/sign-in?problem=invalid");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    public static void MapExternalSignIn(this WebApplication app)
    {
        if (IsConfigured(app.Configuration))
        {
            app.MapGet(Begin, () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/admin" }, [Schemes.External])).AllowAnonymous();
        }
    }

    private static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[$"{Section}:Authority"]);
}
