using Google.Rpc;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDefaults.Data;
using ServiceDefaults.Retention;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Coupons;

public sealed class CouponRateLimitOnSqlite() : CouponRateLimitTests(DatabaseProvider.Sqlite);

public sealed class CouponRateLimitOnPostgres() : CouponRateLimitTests(DatabaseProvider.Postgres);

/// <summary>Codes of coupons cannot be found out by trying, whichever way the tries come.</summary>
public abstract class CouponRateLimitTests(DatabaseProvider database) : IAsyncLifetime
{
    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.Start(database);

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Of_forty_guesses_at_once_ten_are_answered_and_the_others_are_told_when_to_come_again()
    {
        var order = await _service.Confirmed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Refusal(Portal(order, $"GUESS-{i}"))));

        answers.Count(e => e.StatusCode == StatusCode.InvalidArgument).ShouldBe(10);
        var refused = answers.Where(e => e.StatusCode == StatusCode.ResourceExhausted).ToList();
        refused.Count.ShouldBe(30);
        Refused.From(refused[0]).Reason.ShouldBe("TOO_MANY_COUPON_TRIES");
        refused[0].GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task After_a_minute_there_are_ten_more()
    {
        var order = await _service.Confirmed();
        var code = (await _service.Coupon()).Code;
        await Guess(order, 10);
        _service.Clock.Advance(TimeSpan.FromSeconds(59));
        (await Refusal(Portal(order, code))).StatusCode.ShouldBe(StatusCode.ResourceExhausted, "the right one tells nothing either");
        _service.Clock.Advance(TimeSpan.FromSeconds(1));

        await Guess(order, 9);
        (await Portal(order, code)).Discounts.Single().Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_right_code_is_no_guess_and_other_customers_have_their_own_ten()
    {
        var (order, other) = (await _service.Confirmed(), await _service.Confirmed());
        await Guess(order, 9);
        await Portal(order, (await _service.Coupon()).Code);

        await Guess(order, 1);
        (await Refusal(Portal(order, "GUESS"))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        await Guess(other, 1);
    }

    /// <summary>An application may type codes for customers, into an order and into a new one; each customer of each caller has ten.</summary>
    [Fact]
    public async Task The_services_other_ways_in_count_together()
    {
        var order = await _service.Confirmed();
        var plan = await _service.Plan();
        var wanted = new Wire.Subscription { CustomerId = order.CustomerId, PlanId = plan.Id, CouponCode = "GUESS" };
        var draft = await _service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new Wire.Subscription(wanted) { CouponCode = "" },
        });
        var shop = _service.Host.Client<Wire.SubscriptionService.SubscriptionServiceClient>(_service.Host.Tokens.Application("subscriptions"));
        for (var i = 0; i < 10; i++)
        {
            var refused = await Refusal((i % 3) switch
            {
                0 => shop.ApplyCouponAsync(new() { Id = order.Id, Code = "GUESS" }),
                1 => shop.CreateSubscriptionAsync(new() { Subscription = wanted }),
                _ => shop.UpdateSubscriptionAsync(new() { Subscription = new Wire.Subscription(wanted) { Id = draft.Id } }),
            });
            refused.StatusCode.ShouldBe(StatusCode.InvalidArgument, $"try {i}: {refused.Status.Detail}");
        }

        (await Refusal(shop.ApplyCouponAsync(new() { Id = order.Id, Code = "GUESS" }))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (await Refusal(shop.CreateSubscriptionAsync(new() { Subscription = wanted }))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (await Refusal(_service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = "GUESS" }))).StatusCode.ShouldBe(StatusCode.InvalidArgument, "staff see all codes anyway");
        (await shop.CreateSubscriptionAsync(new() { Subscription = new Wire.Subscription(wanted) { CouponCode = "" } })).Id.ShouldNotBeEmpty();
        await Guess(order, 1);
    }

    [Fact]
    public async Task Counts_of_past_minutes_are_deleted()
    {
        await Guess(await _service.Confirmed(), 1);
        using var retention = new RetentionService<SubscriptionsDb>(
            _service.Host.Services.GetRequiredService<IServiceScopeFactory>(), _service.Clock, NullLogger<RetentionService<SubscriptionsDb>>.Instance);

        await retention.DeleteExpired(default);
        (await Counts()).ShouldBe(1);
        _service.Clock.Advance(TimeSpan.FromMinutes(2));
        await retention.DeleteExpired(default);

        (await Counts()).ShouldBe(0);
    }

    private Task<int> Counts() => _service.Host.Read<SubscriptionsDb, int>(db => db.CodeRateLimits.CountAsync());

    private async Task Guess(Wire.Subscription order, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await Refusal(Portal(order, "GUESS"))).StatusCode.ShouldBe(StatusCode.InvalidArgument, $"guess {i}");
        }
    }

    private AsyncUnaryCall<Wire.PortalSubscription> Portal(Wire.Subscription order, string code) =>
        _service.Portal(order.CustomerId).ApplyCouponAsync(new() { Id = order.Id, Code = code });

    private static async Task<RpcException> Refusal<T>(AsyncUnaryCall<T> call) => await Should.ThrowAsync<RpcException>(call.ResponseAsync);
}
