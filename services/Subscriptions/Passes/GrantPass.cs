using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>A billing period has started: it brings a pass where its plan grants one.</summary>
internal sealed class GrantPass(PassGrants grants) : IEventHandler<PeriodStarted>
{
    public static bool Batched => true;

    public Task Handle(PeriodStarted e, CancellationToken ct) => grants.Start([StartedPeriod.Of(e)], ct);
}

/// <summary>The periods of one step of a billing run have started.</summary>
internal sealed class GrantPasses(PassGrants grants) : IEventHandler<PeriodsStarted>
{
    public Task Handle(PeriodsStarted e, CancellationToken ct) => grants.Start([.. e.Periods.Select(StartedPeriod.Of)], ct);
}

/// <summary>A period of another length has begun with a change: passes that were to last as long as the old one are over, and it brings one of its own.</summary>
internal sealed class GrantPassOfChange(PassGrants grants, TimeProvider clock) : IEventHandler<SubscriptionChanged>
{
    public async Task Handle(SubscriptionChanged e, CancellationToken ct)
    {
        if (StartedPeriod.Of(e) is not { } period)
        {
            return;
        }

        foreach (var pass in await grants.Of(await grants.Order(period.SubscriptionId, ct), ct))
        {
            pass.EndBefore(period, clock.GetUtcNow());
        }

        await grants.Start([period], ct);
    }
}
