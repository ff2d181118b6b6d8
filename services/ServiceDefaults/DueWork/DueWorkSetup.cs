using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;

namespace ServiceDefaults.DueWork;

public static class DueWorkSetup
{
    /// <summary>Runs the <see cref="DueWork{TDb}"/> registered for <typeparamref name="TDb"/>.</summary>
    public static void AddDueWorkLoop<TDb>(this IServiceCollection services)
        where TDb : ServiceDb
    {
        services.AddOptions<DueWorkOptions>().BindConfiguration("DueWork")
            .Validate(options => options.Lease >= TimeSpan.FromSeconds(5) && options.Lease <= TimeSpan.FromHours(1), "DueWork:Lease must be 00:00:05 to 01:00:00.")
            .ValidateOnStart();
        services.AddSingleton<DueWorkLoop<TDb>>();
        services.AddSingleton<IDueWorkLoop>(provider => provider.GetRequiredService<DueWorkLoop<TDb>>());
        services.AddHostedService(provider => provider.GetRequiredService<DueWorkLoop<TDb>>());
    }
}
