using Contracts.Common.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Limits;
using Subscriptions.CodeRateLimits;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Discounts;

/// <summary>
/// Codes of coupons cannot be found out by trying: a caller may be wrong ten times a minute for each customer, whichever rpc takes the code and
/// whichever way the call came. Applications pass on what customers type; staff see all codes anyway.
/// </summary>
internal sealed class CouponRateLimit(IServiceScopeFactory scopes, TimeProvider clock) : ICallLimit
{
    private const string Staff = "/subscriptions.v1.SubscriptionService/";
    private readonly CodeRateLimiter _limiter = new("coupon", scopes, clock);

    public bool Covers(string path) => path is Staff + "ApplyCoupon" or Staff + "CreateSubscription" or Staff + "UpdateSubscription"
        or "/subscriptions.v1.PortalService/ApplyCoupon";

    public async Task<Func<Task>?> Take(IMessage request, ServerCallContext context)
    {
        var caller = context.Caller();
        if (caller.Role == Role.Staff)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SubscriptionsDb>();
        if (await CustomerOf(request, caller, db, context.CancellationToken) is not { } customer)
        {
            return null;
        }

        if (await _limiter.Take(caller.Subject, customer, context.CancellationToken) is { } wait)
        {
            throw TooMany(wait);
        }

        return () => _limiter.Release(caller.Subject, customer);
    }

    /// <summary>For whom a code is tried; null where none is, or for an order that does not exist.</summary>
    private static Task<Guid?> CustomerOf(IMessage request, Caller caller, SubscriptionsDb db, CancellationToken ct) => request switch
    {
        Wire.ApplyPortalCouponRequest => Task.FromResult(caller.CustomerId),
        Wire.ApplyCouponRequest apply => OwnerOf(apply.Id, db, ct),
        Wire.CreateSubscriptionRequest { Subscription: { CouponCode.Length: > 0 } wanted } => Task.FromResult(Id(wanted.CustomerId)),
        Wire.UpdateSubscriptionRequest { Subscription: { CouponCode.Length: > 0 } wanted } => OwnerOf(wanted.Id, db, ct),
        _ => Task.FromResult<Guid?>(null),
    };

    private static async Task<Guid?> OwnerOf(string order, SubscriptionsDb db, CancellationToken ct) =>
        Id(order) is { } id ? await db.Subscriptions.Where(s => s.Id == id).Select(s => (Guid?)s.CustomerId).FirstOrDefaultAsync(ct) : null;

    private static Guid? Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    private static DomainException TooMany(TimeSpan wait) =>
        new(StatusCode.ResourceExhausted, "TOO_MANY_COUPON_TRIES", $"More than {CodeRateLimiter.Maximum} codes were wrong within a minute. Try again later.")
        {
            RetryDelay = wait,
        };
}
