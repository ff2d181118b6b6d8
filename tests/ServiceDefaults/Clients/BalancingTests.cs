using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ServiceDefaults.Access;
using ServiceDefaults.Clients;
using ServiceDefaults.Tls;

namespace ServiceDefaults.Tests.Clients;

public sealed class BalancingTests
{
    [Fact]
    public async Task Each_call_goes_to_the_next_replica()
    {
        await using var first = await Replica.Start();
        await using var second = await Replica.Start();
        using var channels = Channels($"{first.Address},{second.Address}");
        var client = new Grpc.Health.V1.Health.HealthClient(channels.To("plans"));
        // One connection may be there before the other.
        await Eventually.Async(async () =>
        {
            await client.CheckAsync(new HealthCheckRequest());
            return first.Calls > 0 && second.Calls > 0;
        });
        var before = (first.Calls, second.Calls);

        for (var i = 0; i < 20; i++)
        {
            await client.CheckAsync(new HealthCheckRequest());
        }

        (first.Calls - before.Item1, second.Calls - before.Item2).ShouldBe((10, 10));
    }

    [Fact]
    public async Task A_replica_that_is_gone_is_left_out()
    {
        await using var first = await Replica.Start();
        var second = await Replica.Start();
        using var channels = Channels($"{first.Address},{second.Address}");
        var client = new Grpc.Health.V1.Health.HealthClient(channels.To("plans"));
        await Eventually.Async(async () =>
        {
            await client.CheckAsync(new HealthCheckRequest());
            return second.Calls > 0;
        });

        await second.DisposeAsync();

        await Eventually.Async(async () =>
        {
            var before = first.Calls;
            for (var i = 0; i < 10; i++)
            {
                try
                {
                    await client.CheckAsync(new HealthCheckRequest());
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
                {
                    return false;
                }
            }

            return first.Calls == before + 10;
        });
    }

    private static GrpcChannels Channels(string addresses) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Services:plans:Address"] = addresses }).Build(),
        new ContractIndex(), new TlsIdentity(Options.Create(new TlsOptions()), TimeProvider.System), NullLoggerFactory.Instance);
}
