using System.Security.Claims;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Faults;
using ServiceDefaults.Health;
using ServiceDefaults.Hosting;
using ServiceDefaults.Idempotency;
using ServiceDefaults.Limits;
using ServiceDefaults.Paging;
using ServiceDefaults.Requests;
using ServiceDefaults.Telemetry;
using ServiceDefaults.Tls;

namespace ServiceDefaults;

/// <summary>What every process of the system has: telemetry, health, authentication, gRPC with its interceptors.</summary>
public static class ServiceHost
{
    /// <param name="processName">service.name in telemetry, unless OTEL_SERVICE_NAME says otherwise.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder, string processName)
    {
        builder.AddTelemetry(processName);
        builder.Services.TryAddSingleton(SkewedClock.OfThisProcess());
        builder.Services.TryAddSingleton(WallClock.OfThisProcess());
        builder.Services.AddSingleton<ContractIndex>();
        builder.Services.AddSingleton<FaultPoints>();
        builder.Services.AddSettingsValidation();
        builder.Services.AddHealth();
        builder.Services.AddReflection();
        builder.Services.AddDrain();
        builder.Services.AddTls();
        builder.Services.AddServiceBearer(builder.Configuration);
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = 1024 * 1024;
            options.EnableDetailedErrors = false;
            if (builder.Configuration.CollectsTelemetry())
            {
                options.Interceptors.Add<CallTelemetry>();
            }

            options.Interceptors.Add<ErrorInterceptor>();
            options.Interceptors.Add<AccessInterceptor>();
            options.Interceptors.Add<RequestInterceptor>();
            options.Interceptors.Add<PageTokenInterceptor>();
            options.Interceptors.Add<LimitInterceptor>();
            options.Interceptors.Add<MutationInterceptor>();
        });
        builder.Services.AddSingleton<ErrorInterceptor>();
        builder.Services.AddSingleton<VerifiedTokens<ClaimsPrincipal>>();
        builder.Services.AddSingleton<AccessInterceptor>();
        builder.Services.AddSingleton<RequestInterceptor>();
        builder.Services.AddSingleton<PageTokenInterceptor>();
        builder.Services.AddSingleton<LimitInterceptor>();
        builder.Services.AddSingleton<IStartupFilter, UnreadableRequests>();
        builder.Services.AddSingleton<MutationInterceptor>();
    }

    /// <summary>Health and reflection over gRPC; each service maps its own beside them.</summary>
    public static void MapServiceDefaults(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcHealthChecksService();
        endpoints.MapGrpcReflectionService();
    }

    /// <summary>Registers every <see cref="IFeature"/> of the assembly that <typeparamref name="TMarker"/> stands in.</summary>
    public static void AddFeatures<TMarker>(this IServiceCollection services)
    {
        foreach (var feature in typeof(TMarker).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IFeature).IsAssignableFrom(t)))
        {
            services.AddScoped(feature);
        }
    }

    /// <summary>The handler of one rpc, from the call's own scope.</summary>
    public static TFeature Feature<TFeature>(this ServerCallContext context)
        where TFeature : class, IFeature => context.GetHttpContext().RequestServices.GetRequiredService<TFeature>();
}

/// <summary>Handles one rpc: load, check, act, save. Its file is the feature.</summary>
public interface IFeature;
