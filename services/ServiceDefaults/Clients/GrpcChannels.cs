using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Configuration;
using ServiceDefaults.Access;

namespace ServiceDefaults.Clients;

/// <summary>
/// One channel to each service, at <c>Services:{name}:Address</c>. Calls without side effects are repeated when the service is
/// unavailable; mutations never are: their senders repeat them with the same request_id.
/// </summary>
public sealed class GrpcChannels(IConfiguration configuration, ContractIndex contracts) : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> _channels = new();

    public GrpcChannel To(string service) => _channels.GetOrAdd(service, Create);

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }
    }

    private GrpcChannel Create(string service)
    {
        var address = configuration[$"Services:{service}:Address"]
            ?? throw new InvalidOperationException($"Services:{service}:Address is not set.");
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
        foreach (var rpc in contracts.Rpcs.Where(r => r.Module == service && r.ReadOnly))
        {
            safe.Names.Add(new MethodName { Service = rpc.Method.Service.FullName, Method = rpc.Method.Name });
        }

        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            ServiceConfig = new ServiceConfig { MethodConfigs = { safe } },
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            },
        });
    }
}
