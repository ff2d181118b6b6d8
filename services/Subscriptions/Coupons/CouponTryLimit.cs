using Contracts.Common.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Limits;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

/// <summary>
/// Codes of coupons cannot be found out by trying: a caller may be wrong ten times a minute for each customer, whichever rpc takes the code and
/// whichever way the call came. Applications pass on what customers type; staff see all codes anyway.
/// </summary>
internal sealed class CouponTryLimit(IServiceScopeFactory scopes, TimeProvider clock) : ICallLimit
{
    /// <summary>Wrong codes in a minute.</summary>
    public const int Maximum = 10;

    private const string Staff = "/subscriptions.v1.SubscriptionService/";
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

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

        await Count(db, caller.Subject, customer, context.CancellationToken);
        return () => TakeBack(caller.Subject, customer);
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

    /// <summary>Each statement claims its row by a condition, so that any number of calls at the same moment count as many as they are.</summary>
    private async Task Count(SubscriptionsDb db, string subject, Guid customer, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            // On SQLite it waits its turn among those who write.
            await using var transaction = await WriteTransaction.Begin(db, ct);
            var tries = db.Set<CouponTries>().Where(t => t.Subject == subject && t.CustomerId == customer);
            var counted = await tries.Where(t => t.EndsAt > now && t.Count < Maximum).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count + 1), ct) == 1
                || await tries.Where(t => t.EndsAt <= now)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, 1).SetProperty(t => t.EndsAt, now + Span), ct) == 1;
            if (!counted && await tries.AsNoTracking().FirstOrDefaultAsync(ct) is { } full)
            {
                throw TooMany(full.EndsAt - now);
            }

            if (!counted)
            {
                db.Add(new CouponTries { Subject = subject, CustomerId = customer, EndsAt = now + Span, Count = 1 });
            }

            try
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return;
            }
            catch (DbUpdateException e) when (PassingFailure.IsLostRace(e))
            {
                // Another call made the row at the same moment.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task TakeBack(string subject, Guid customer)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SubscriptionsDb>();
        await using var transaction = await WriteTransaction.Begin(db, CancellationToken.None);
        await db.Set<CouponTries>().Where(t => t.Subject == subject && t.CustomerId == customer && t.Count > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count - 1), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static Refusal TooMany(TimeSpan wait) =>
        new(StatusCode.ResourceExhausted, "TOO_MANY_COUPON_TRIES", $"More than {Maximum} codes were wrong within a minute. Try again later.")
        {
            RetryDelay = wait > TimeSpan.Zero ? wait : Span,
        };
}
