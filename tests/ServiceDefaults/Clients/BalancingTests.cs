using Contracts.Plans.V1;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using ServiceDefaults.Clients;

namespace ServiceDefaults.Tests.Clients;

public sealed class BalancingTests
{
    [Fact]
    public async Task Each_call_goes_to_the_next_replica()
    {
        await using var first = await Replica.Start();
        await using var second = await Replica.Start();
        await using var services = Services($"{first.Address},{second.Address}");
        var client = new Grpc.Health.V1.Health.HealthClient(services.GetRequiredKeyedService<CallInvoker>("plans"));
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
        await using var services = Services($"{first.Address},{second.Address}");
        var client = new Grpc.Health.V1.Health.HealthClient(services.GetRequiredKeyedService<CallInvoker>("plans"));
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task All_clients_of_a_service_share_one_connection_to_each_replica(int replicas)
    {
        await using var first = await Replica.Start();
        await using var second = await Replica.Start();
        await using var services = Services(string.Join(',', ((string[])[first.Address, second.Address]).Take(replicas)));

        for (var i = 0; i < 4; i++)
        {
            await using var scope = services.CreateAsyncScope();
            await Unimplemented(scope.ServiceProvider.GetRequiredKeyedService<PlanService.PlanServiceClient>("test").GetPlanAsync(new GetPlanRequest()));
            await Unimplemented(scope.ServiceProvider.GetRequiredKeyedService<ProductService.ProductServiceClient>("test").GetProductAsync(new GetProductRequest()));
        }

        first.Connections.ShouldBe(1);
        second.Connections.ShouldBeLessThan(replicas);
    }

    private static async Task Unimplemented<T>(AsyncUnaryCall<T> call) =>
        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);

    private static ServiceProvider Services(string addresses)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ContractIndex>();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Services:plans:Address"] = addresses }).Build());
        services.AddKeyedSingleton<IAccessTokenSource>(ClientSetup.OwnIdentity, new NoToken());
        services.AddServiceGrpcClient<PlanService.PlanServiceClient>("test", "plans");
        services.AddServiceGrpcClient<ProductService.ProductServiceClient>("test", "plans");
        return services.BuildServiceProvider();
    }

    private sealed class NoToken : IAccessTokenSource
    {
        public ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct) => default;
    }
}
