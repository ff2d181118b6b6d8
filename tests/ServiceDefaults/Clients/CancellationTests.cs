using Contracts.Plans.V1;
using Grpc.Core;

namespace ServiceDefaults.Tests.Clients;

/// <summary>What a call asks of other services ends with it, however many hops away.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TestTokens _tokens = new(TimeProvider.System);
    private Hop _first = null!;
    private Hop _second = null!;
    private Hop _third = null!;

    public async Task InitializeAsync()
    {
        _third = await Hop.Start(_tokens, next: null);
        _second = await Hop.Start(_tokens, _third);
        _first = await Hop.Start(_tokens, _second);
        // Connections and code are there from here on, so that a deadline counts the call alone.
        await _first.Client.GetPlanAsync(new GetPlanRequest { Id = Hop.Quick }, _first.Headers);
    }

    [Fact]
    public async Task A_slow_service_three_hops_away_is_cancelled_when_the_first_caller_cancels()
    {
        using var caller = new CancellationTokenSource();
        var call = _first.Client.GetPlanAsync(new GetPlanRequest { Id = "slow" }, _first.Headers, cancellationToken: caller.Token);
        await _third.Reached.WaitAsync(Bound);
        _third.Cancelled.IsCompleted.ShouldBeFalse();

        await caller.CancelAsync();

        await _third.Cancelled.WaitAsync(Bound);
        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task A_slow_service_three_hops_away_is_cancelled_when_the_first_callers_deadline_passes()
    {
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(5);
        var call = _first.Client.GetPlanAsync(new GetPlanRequest { Id = "slow" }, _first.Headers, deadline);
        // Each hop is told the time that is left.
        (await _third.Reached.WaitAsync(Bound) - deadline).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));

        await _third.Cancelled.WaitAsync(Bound);

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _third.DisposeAsync();
        _tokens.Dispose();
    }
}
