using ServiceDefaults.Access;

namespace Gateway.Tokens;

internal static class TokensSetup
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddOptions<TokenOptions>().BindConfiguration("Gateway:Tokens").ValidateDataAnnotations()
            .Validate(options => options.KeyOverlap > options.GrantLifetime, "Gateway:Tokens:KeyOverlap must be longer than GrantLifetime.")
            .Validate(options => options.KeyRotation > options.KeyPublishAhead, "Gateway:Tokens:KeyRotation must be longer than KeyPublishAhead.")
            .ValidateOnStart();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<VerifiedTokens<Grant>>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<CallTokens>();
        services.AddScoped<ClientApplications>();
        services.AddScoped<IClientApplications>(provider => provider.GetRequiredService<ClientApplications>());
        services.AddScoped<TokenEndpoint>();
    }

    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        app.MapPost("/oauth/token", (HttpContext context, TokenEndpoint endpoint) => endpoint.HandleAsync(context))
            .AllowAnonymous().DisableAntiforgery();
        app.MapDiscovery();
    }
}
