using System.Net;
using System.Net.Sockets;
using Contracts.Plans.V1;
using Gateway.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;

namespace Gateway.Tests.Proxy;

public sealed class GrpcPassThroughTests
{
    [Fact]
    public async Task Grpc_passes_through_on_its_own_port_with_the_callers_own_token()
    {
        var port = FreePort();
        var host = await GatewayHost.StartAsync([], port);
        host.Upstream.Answers<GetPlanRequest>(request => request.Id == "none"
            ? throw Upstream.Refusal(StatusCode.NotFound, "There is none.", "NOT_FOUND")
            : new Plan { Id = request.Id });
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var plans = new PlanService.PlanServiceClient(channel);
        var headers = new Metadata { { "authorization", "Bearer own" }, { "cookie", "staff-session=x" } };

        var plan = await plans.GetPlanAsync(new GetPlanRequest { Id = "p1" }, headers);
        var refused = await Should.ThrowAsync<RpcException>(async () => await plans.GetPlanAsync(new GetPlanRequest { Id = "none" }));

        plan.Id.ShouldBe("p1");
        var call = host.Upstream.Calls.First();
        call.Header("authorization").ShouldBe("Bearer own");
        call.Header("cookie").ShouldBeNull();
        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        refused.Trailers.GetValueBytes("grpc-status-details-bin").ShouldNotBeNull();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task On_the_other_port_it_does_not()
    {
        var port = FreePort();
        var host = await GatewayHost.StartAsync([], port);
        using var client = host.Browser();
        client.DefaultRequestHeaders.Host = $"127.0.0.1:{port}";

        using var response = await client.PostAsync("/plans.v1.PlanService/GetPlan", null);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        host.Upstream.Calls.ShouldBeEmpty();
        await host.DisposeAsync();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
