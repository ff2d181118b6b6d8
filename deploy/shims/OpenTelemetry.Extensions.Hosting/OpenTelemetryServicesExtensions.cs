using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

public static class OpenTelemetryServicesExtensions
{
    /// <summary>Starts telemetry with the host. May be called several times.</summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var start = ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>();
        if (!services.Any(service => service.ImplementationType == start.ImplementationType))
        {
            // First in the list, so that other hosted services' work at start is seen too.
            services.Insert(0, start);
        }

        return new OpenTelemetryBuilder(services);
    }
}
