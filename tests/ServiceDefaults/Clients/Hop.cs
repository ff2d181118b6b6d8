using System.Net;
using Contracts.Plans.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Clients;

namespace ServiceDefaults.Tests.Clients;

/// <summary>A process on loopback that answers by asking the next one. The last one answers at once when it is asked to, and else never.</summary>
internal sealed class Hop : IAsyncDisposable
{
    public const string Quick = "quick";

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly Slow _slow;

    private Hop(WebApplication app, Slow slow, TestTokens tokens)
    {
        _app = app;
        _slow = slow;
        _channel = GrpcChannel.ForAddress(Address);
        Headers = new Metadata { { "authorization", $"Bearer {tokens.Staff("plans")}" } };
    }

    public string Address => _app.Urls.First();

    public Metadata Headers { get; }

    public PlanService.PlanServiceClient Client => new(_channel);

    /// <summary>The slow call has arrived; its deadline.</summary>
    public Task<DateTime> Reached => _slow.Reached.Task;

    /// <summary>The slow call was told to end.</summary>
    public Task Cancelled => _slow.Cancelled.Task;

    public static async Task<Hop> Start(TestTokens tokens, Hop? next)
    {
        var slow = new Slow();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Services:plans:Address"] = next?.Address });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.AddServiceDefaults("hop");
        builder.Services.AddKeyedSingleton<IAccessTokenSource>(ClientSetup.OwnIdentity, new OwnTokens(tokens));
        tokens.TrustedBy(builder.Services);
        builder.Services.AddSingleton(slow);
        if (next is not null)
        {
            builder.Services.AddServiceGrpcClient<PlanService.PlanServiceClient>("hop", "plans");
        }

        var app = builder.Build();
        if (next is null)
        {
            app.MapGrpcService<Last>();
        }
        else
        {
            app.MapGrpcService<Between>();
        }

        await app.StartAsync();
        return new Hop(app, slow, tokens);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class Slow
    {
        public TaskCompletionSource<DateTime> Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Hands nothing on by itself, and would wait for hours.</summary>
    private sealed class Between([FromKeyedServices("hop")] PlanService.PlanServiceClient next) : PlanService.PlanServiceBase
    {
        public override async Task<Plan> GetPlan(GetPlanRequest request, ServerCallContext context) =>
            await next.GetPlanAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));
    }

    private sealed class Last(Slow slow) : PlanService.PlanServiceBase
    {
        public override async Task<Plan> GetPlan(GetPlanRequest request, ServerCallContext context)
        {
            if (request.Id == Quick)
            {
                return new Plan();
            }

            slow.Reached.TrySetResult(context.Deadline);
            await using var _ = context.CancellationToken.Register(() => slow.Cancelled.TrySetResult());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new Plan();
        }
    }

    private sealed class OwnTokens(TestTokens tokens) : IAccessTokenSource
    {
        public ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct) => new(tokens.Application(audience, $"{audience}:read"));
    }
}
