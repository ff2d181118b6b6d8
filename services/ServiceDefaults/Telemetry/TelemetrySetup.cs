using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ServiceDefaults.Hosting;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set; when it is not, nothing is collected and none of
/// this is even registered.
/// </summary>
internal static class TelemetrySetup
{
    /// <summary>Npgsql's own is not among them: <see cref="DatabaseSpans"/> are alike for every provider, and hold no query texts.</summary>
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", GrpcClientSpans.Source, "MassTransit", QuietSpans.Proxy, Instruments.Name, "Subscriptions", "Billing", "Notifications"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Net.Http", "MassTransit", "Npgsql",
        "System.Runtime", Instruments.Name, "Subscriptions", "Billing", "Notifications",
    ];

    public static bool CollectsTelemetry(this IConfiguration configuration) => !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    internal static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        if (!builder.Configuration.CollectsTelemetry())
        {
            return;
        }

        builder.Services.AddSingleton<DatabaseSpans>();
        builder.Services.AddSingleton<CallTelemetry>();
        builder.Services.AddSingleton<BacklogGauges>();
        builder.Services.AddHostedService<BacklogSampler>();

        var resource = ResourceBuilder.CreateDefault()
            .AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? serviceName, serviceVersion: ProductVersion.Text);
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing
                .SetResourceBuilder(resource)
                .AddSource(Sources)
                .AddProcessor(new QuietSpans())
                .AddProcessor(new GrpcClientSpans())
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .SetResourceBuilder(resource)
                .AddMeter(Meters)
                .AddOtlpExporter());
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.SetResourceBuilder(resource);
            // The framework's scope holds the raw path, and with it the secret of a sign-in link. Trace ids are fields of their own.
            logging.IncludeScopes = false;
            logging.AddOtlpExporter();
        });
    }
}
