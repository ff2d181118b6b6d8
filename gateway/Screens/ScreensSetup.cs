using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Screens.Languages;

namespace Screens;

public static class ScreensSetup
{
    /// <summary>What admin and portal share; calling it twice is harmless.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Locale>(provider =>
            new Locale(provider.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(TimeProvider.System);
        services.AddRazorComponents();
        return services;
    }
}
