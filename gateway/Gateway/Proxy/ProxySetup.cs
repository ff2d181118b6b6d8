using Gateway.Problems;
using Gateway.Tokens;
using Gateway.Transcoding;
using ServiceDefaults.Clients;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Proxy;

internal static class ProxySetup
{
    public static void AddProxy(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<GrpcPassThroughOptions>().BindConfiguration("Gateway:Grpc").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRequestTimeouts();
        var proxy = builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddConfigFilter<ServiceAddresses>()
            .AddTransforms<CallTransforms>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, ProxyClients>();
        if (Scopes.Services.Any(service => ServiceEndpoints.Parse(builder.Configuration[$"Services:{service}:Address"]) is { IsName: true }))
        {
            // A name stands for all replicas behind it; they come and go.
            proxy.AddDnsDestinationResolver(options => options.RefreshPeriod = TimeSpan.FromSeconds(5));
        }

        var port = builder.Configuration.GetValue<int>("Gateway:Grpc:Port");
        if (port > 0)
        {
            proxy.LoadFromMemory(GrpcPassThrough.Routes(port), []);
        }
    }

    public static void MapProxy(this IEndpointRouteBuilder app) => app.MapReverseProxy(pipeline =>
    {
        pipeline.Use(RefuseElsewhereAsync);
        pipeline.UseMiddleware<EndedSessions>();
        pipeline.Use(BufferedBodies.ReadAsync);
        pipeline.UseMiddleware<TranscodingMiddleware>();
        pipeline.UseLoadBalancing();
        pipeline.UsePassiveHealthChecks();
    });

    private static async Task RefuseElsewhereAsync(HttpContext context, RequestDelegate next)
    {
        if (GrpcPassThrough.IsElsewhere(context, context.GetReverseProxyFeature().Route.Config))
        {
            await context.WriteProblemAsync(Problem.NotFound(context.Request.Path));
            return;
        }

        await next(context);
    }
}
