using BillingWire = Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>One customer for each cause and each final action, none of whom ever answers.</summary>
public sealed class IgnoredWalk : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Causes = new()
    {
        ["expired"] = TestCards.Expired,
        ["wrong"] = TestCards.WrongDetails,
        ["funds"] = TestCards.InsufficientFunds,
        ["limit"] = TestCards.LimitExceeded,
        ["declined"] = TestCards.Declined,
        ["lost"] = TestCards.Lost,
        ["timeout"] = TestCards.TimesOutAndFails,
    };

    private readonly Dictionary<string, Wire.Subscription> _orders = [];
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _diaries = new Dictionary<string, IReadOnlyList<string>>();

    public async Task InitializeAsync()
    {
        await using var world = await DunningWorld.At();
        foreach (var final in new[] { BillingWire.DunningFinalAction.Close, BillingWire.DunningFinalAction.Keep, BillingWire.DunningFinalAction.WriteOff })
        {
            var plan = await world.Plan(final, $"{final}");
            foreach (var (cause, card) in Causes)
            {
                var who = $"{cause}-{final}".ToLowerInvariant();
                _orders[who] = await world.Subscribe(who, plan, card);
            }
        }

        await world.Live();
        await world.WalkTo(26);
        _diaries = await world.Diaries();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <param name="who">Cause and final action: funds-keep.</param>
    public IReadOnlyList<string> DiaryOf(string who) => _diaries[_orders[who].Id];
}
