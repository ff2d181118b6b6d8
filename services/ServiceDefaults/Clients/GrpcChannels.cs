using System.Collections.Concurrent;
using System.Net.Security;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Access;
using ServiceDefaults.Idempotency;
using ServiceDefaults.Tls;

namespace ServiceDefaults.Clients;

/// <summary>
/// One channel to each service, at <see cref="ServiceEndpoints"/>. Each call goes to the next replica that is connected, so one
/// long connection does not tie a caller to one replica. When a replica is unavailable, calls are repeated that have no side effects
/// or bear a request_id, which <see cref="TokenInterceptor"/> sees to.
/// </summary>
public sealed class GrpcChannels(IConfiguration configuration, ContractIndex contracts, TlsIdentity tls, ILoggerFactory loggers) : IDisposable
{
    /// <summary>How often a host name is asked for again.</summary>
    private static readonly TimeSpan NameRefresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new();
    private readonly List<ServiceProvider> _resolvers = [];

    public GrpcChannel To(string service) => _channels.GetOrAdd(service, name => new Lazy<GrpcChannel>(() => Create(name))).Value;

    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }

        foreach (var resolver in _resolvers)
        {
            resolver.Dispose();
        }
    }

    private GrpcChannel Create(string service)
    {
        var endpoints = ServiceEndpoints.Of(configuration, service);
        var options = new GrpcChannelOptions
        {
            LoggerFactory = loggers,
            Credentials = endpoints.IsHttps ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            ServiceConfig = new ServiceConfig { MethodConfigs = { Retries(service) }, LoadBalancingConfigs = { new RoundRobinConfig() } },
            HttpHandler = Handler(),
            // A replica that comes back is noticed soon; the default grows to two minutes.
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(200),
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
        };
        if (endpoints is { IsName: false, Addresses.Count: 1 })
        {
            return GrpcChannel.ForAddress(endpoints.Addresses[0], options);
        }

        var services = new ServiceCollection();
        services.AddSingleton<ResolverFactory>(endpoints.IsName
            ? new DnsResolverFactory(NameRefresh)
            : new StaticResolverFactory(_ => [.. endpoints.Targets.Select(target => new BalancerAddress(target))]));
        var resolver = services.BuildServiceProvider();
        lock (_resolvers)
        {
            _resolvers.Add(resolver);
        }

        options.ServiceProvider = resolver;
        var first = endpoints.Addresses[0];
        return GrpcChannel.ForAddress(endpoints.IsName ? $"dns:///{first.Host}:{first.Port}" : $"static:///{service}", options);
    }

    private SocketsHttpHandler Handler()
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

    private MethodConfig Retries(string service)
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
