using System.Net.Security;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDefaults.Access;
using ServiceDefaults.Idempotency;
using ServiceDefaults.Tls;

namespace ServiceDefaults.Clients;

/// <summary>
/// One channel to each service, at <see cref="ServiceEndpoints"/>. Each call goes to the next replica that is connected, so one
/// long connection does not tie a caller to one replica. When a replica is unavailable, calls are repeated that have no side effects
/// or bear a request_id, which <see cref="CallDefaults"/> sees to. A call that is made while another one is answered ends with it: by its
/// deadline and when its caller cancels.
/// </summary>
internal static class ServiceChannels
{
    /// <summary>How often a host name is asked for again.</summary>
    private static readonly TimeSpan NameRefresh = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The <see cref="CallInvoker"/> of the service's channel, under the service's name as key. May be repeated. The client factory makes a
    /// channel for each type and name, so what it makes here is the invoker, from which every client of the service is made.
    /// </summary>
    public static void AddServiceChannel(this IServiceCollection services, string service)
    {
        if (services.Any(known => known.ImplementationInstance is AskedService asked && asked.Name == service))
        {
            return;
        }

        services.AddSingleton(new AskedService(service));
        services.AddTls();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ResolverFactory, DnsResolverFactory>(_ => new DnsResolverFactory(NameRefresh)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ResolverFactory, StaticResolverFactory>(Replicas));
        services.AddGrpcClient<CallInvoker>(service, (provider, client) => client.Address = Target(provider, service))
            .ConfigureGrpcClientCreator(invoker => invoker)
            .ConfigureChannel((provider, channel) =>
            {
                channel.Credentials = Endpoints(provider, service).IsHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
                // Without TLS the wire is one machine's or a mesh's.
                channel.UnsafeUseInsecureChannelCallCredentials = true;
                channel.ServiceConfig = new ServiceConfig
                {
                    MethodConfigs = { Retries(provider.GetRequiredService<ContractIndex>(), service) },
                    LoadBalancingConfigs = { new RoundRobinConfig() },
                };
                // A replica that comes back is noticed soon; the default grows to two minutes.
                channel.InitialReconnectBackoff = TimeSpan.FromMilliseconds(200);
                channel.MaxReconnectBackoff = TimeSpan.FromSeconds(5);
            })
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true)
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<TlsIdentity>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddKeyedSingleton(service, (provider, _) => provider.GetRequiredService<GrpcClientFactory>().CreateClient<CallInvoker>(service));
    }

    private static ServiceEndpoints Endpoints(IServiceProvider provider, string service) =>
        ServiceEndpoints.Of(provider.GetRequiredService<IConfiguration>(), service);

    private static Uri Target(IServiceProvider provider, string service)
    {
        var endpoints = Endpoints(provider, service);
        var first = endpoints.Addresses[0];
        return endpoints switch
        {
            { IsName: true } => new Uri($"dns:///{first.Host}:{first.Port}"),
            { Addresses.Count: 1 } => first,
            _ => new Uri($"static:///{service}"),
        };
    }

    private static StaticResolverFactory Replicas(IServiceProvider provider) => new(
        target => [.. Endpoints(provider, target.AbsolutePath.TrimStart('/')).Targets.Select(replica => new BalancerAddress(replica))]);

    private static SocketsHttpHandler Handler(TlsIdentity tls)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
        tls.Apply(handler.SslOptions ??= new SslClientAuthenticationOptions());
        return handler;
    }

    private static MethodConfig Retries(ContractIndex contracts, string service)
    {
        var safe = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 4,
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                MaxBackoff = TimeSpan.FromSeconds(1),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var rpc in contracts.Rpcs.Where(r => r.Module == service && (r.ReadOnly || RequestIds.AreIn(r.Method.InputType))))
        {
            safe.Names.Add(new MethodName { Service = rpc.Method.Service.FullName, Method = rpc.Method.Name });
        }

        return safe;
    }
}

/// <summary>A service that this process asks.</summary>
internal sealed record AskedService(string Name);
