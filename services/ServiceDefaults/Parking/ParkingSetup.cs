using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;

namespace ServiceDefaults.Parking;

public static class ParkingSetup
{
    /// <summary>What the ParkedWorkService of a package needs.</summary>
    public static void AddParkedWork<TDb>(this IServiceCollection services)
        where TDb : ServiceDb
    {
        services.AddScoped<ListParkedWork<TDb>>();
        services.AddScoped<GetParkedWork<TDb>>();
        services.AddScoped<RetryParkedWork<TDb>>();
        services.AddScoped<DiscardParkedWork<TDb>>();
    }
}
