using Microsoft.Extensions.Options;
using Subscriptions.Access;
using Subscriptions.Tests.Support;
using Level = Contracts.Subscriptions.V1.AccessLevel;

namespace Subscriptions.Tests.Access;

/// <summary>What is kept of a customer's access, and for how long.</summary>
public sealed class AccessCacheTests
{
    private static readonly Guid Customer = Guid.CreateVersion7();

    [Fact]
    public async Task What_was_asked_is_not_asked_of_the_database_again()
    {
        using var cache = Cache(TimeSpan.FromSeconds(10));
        var plan = Guid.CreateVersion7();

        var first = await cache.Get(Customer, plan, null, () => Load(cache));

        (await cache.Get(Customer, plan, null, () => throw new InvalidOperationException("asked again"))).ShouldBeSameAs(first);
        (await cache.Get(Customer, null, plan, () => Load(cache))).ShouldNotBeSameAs(first, "a product is no plan");
        (await cache.Get(Guid.CreateVersion7(), plan, null, () => Load(cache))).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task What_is_loaded_while_the_customer_changes_is_not_kept()
    {
        using var cache = Cache(TimeSpan.FromSeconds(10));
        var old = await cache.Get(Customer, null, null, () =>
        {
            cache.Evict(Customer);
            return Load(cache);
        });
        var alsoOld = await cache.Get(Customer, null, null, () =>
        {
            cache.EvictAll();
            return Load(cache);
        });

        var fresh = await cache.Get(Customer, null, null, () => Load(cache));

        fresh.ShouldNotBeSameAs(old);
        fresh.ShouldNotBeSameAs(alsoOld);
    }

    [Fact]
    public async Task With_no_time_to_keep_it_every_call_asks()
    {
        using var cache = Cache(TimeSpan.Zero);

        (await cache.Get(Customer, null, null, () => Load(cache))).ShouldNotBeSameAs(await cache.Get(Customer, null, null, () => Load(cache)));
    }

    [Fact]
    public async Task A_change_by_another_replica_is_followed_after_that_time()
    {
        var folder = Directory.CreateTempSubdirectory("replicas-");
        await using var one = await SubscriptionsUnderTest.StartWith(new ServiceSettings { Folder = folder.FullName });
        await using var other = await SubscriptionsUnderTest.StartWith(
            new ServiceSettings { Folder = folder.FullName, Clock = one.Clock, Configuration = new() { ["Access:KeepFor"] = "00:00:00.5" } });
        var order = await one.Confirmed();
        (await other.Access.GetAccessAsync(new() { CustomerId = order.CustomerId })).Level.ShouldBe(Level.Full);

        await one.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" });

        (await one.Access.GetAccessAsync(new() { CustomerId = order.CustomerId })).Level.ShouldBe(Level.Ended, "its own change is followed at once");
        await Eventually.Async(
            async () => (await other.Access.GetAccessAsync(new() { CustomerId = order.CustomerId })).Level == Level.Ended, "the other replica to follow", TimeSpan.FromSeconds(20));
        await one.DisposeAsync();
        await other.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static AccessCache Cache(TimeSpan keepFor) => new(Options.Create(new AccessOptions { KeepFor = keepFor }));

    private static Task<List<AccessFacts>> Load(AccessCache of) => Task.FromResult(of is null ? [] : new List<AccessFacts>());
}
