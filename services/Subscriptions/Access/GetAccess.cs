using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Access;

/// <summary>What service a customer may use now (domain.md A7.56). Asked on every request of an application: one query, no aggregate.</summary>
internal sealed class GetAccess(SubscriptionsDb db, AccessQuery query, TimeProvider clock) : IFeature
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Of an answer that keeps a customer out: one who has paid does not wait long.</summary>
    private static readonly TimeSpan LongestWithout = TimeSpan.FromSeconds(10);

    public async Task<Wire.Access> Handle(Wire.GetAccessRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var customer = checks.Id("customer_id", request.CustomerId);
        Guid? plan = request.PlanId.Length > 0 ? checks.Id("plan_id", request.PlanId) : null;
        Guid? product = request.ProductId.Length > 0 ? checks.Id("product_id", request.ProductId) : null;
        checks.Require(plan is null || product is null, "product_id", "NOT_EXPECTED", "is not expected beside plan_id: ask for the one or the other.");
        checks.ThrowIfFailed();

        var now = clock.GetUtcNow();
        var states = new List<AccessState>();
        await foreach (var facts in query.Of(db, customer, plan, product).WithCancellation(ct))
        {
            states.Add(AccessState.Of(facts, now));
        }

        var state = AccessState.Best(OfEach(states));
        var etag = Etag(state);
        var answer = new Wire.Access { Etag = etag, MaxAge = Duration.FromTimeSpan(MaxAge(state, now)) };
        if (request.Etag == etag)
        {
            answer.NotModified = true;
            return answer;
        }

        answer.Level = state.Level switch
        {
            AccessLevel.Full => Wire.AccessLevel.Full,
            AccessLevel.Warned => Wire.AccessLevel.Warned,
            AccessLevel.Restricted => Wire.AccessLevel.Restricted,
            _ => Wire.AccessLevel.Ended,
        };
        answer.Reason = Code(state.Reason);
        answer.Since = state.Since is { } since ? Timestamp.FromDateTimeOffset(since) : null;
        answer.Until = state.Until is { } until ? Timestamp.FromDateTimeOffset(until) : null;
        answer.SubscriptionId = state.Subscription?.ToString() ?? "";
        return answer;
    }

    /// <summary>Of one subscription with several open cases: since the first of them, until what comes first of any.</summary>
    private static IEnumerable<AccessState> OfEach(List<AccessState> states) => states.Count < 2
        ? states
        : states.GroupBy(s => s.Subscription).Select(of => of.Aggregate((one, other) => one with
        {
            Since = one.Since < other.Since ? one.Since : other.Since,
            Until = one.Until < other.Until ? one.Until : other.Until ?? one.Until,
        }));

    private static TimeSpan MaxAge(AccessState state, DateTimeOffset now)
    {
        var longest = state.Level is AccessLevel.Full or AccessLevel.Warned ? Longest : LongestWithout;
        return state.Until is { } until && until - now < longest ? until - now : longest;
    }

    /// <summary>Of what the answer says: the same on every replica and after every restart.</summary>
    private static string Etag(AccessState state)
    {
        Span<byte> said = stackalloc byte[34];
        (said[0], said[1]) = ((byte)state.Level, (byte)state.Reason);
        BinaryPrimitives.WriteInt64BigEndian(said[2..], state.Since?.UtcTicks ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(said[10..], state.Until?.UtcTicks ?? 0);
        (state.Subscription ?? Guid.Empty).TryWriteBytes(said[18..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(said, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    private static string Code(AccessReason reason) => reason switch
    {
        AccessReason.Active => "ACTIVE",
        AccessReason.Trial => "TRIAL",
        AccessReason.CloseScheduled => "CLOSE_SCHEDULED",
        AccessReason.PaymentFailed => "PAYMENT_FAILED",
        AccessReason.Unpaid => "UNPAID",
        AccessReason.Paused => "PAUSED",
        AccessReason.NotStarted => "NOT_STARTED",
        AccessReason.Closed => "CLOSED",
        _ => "NO_SUBSCRIPTION",
    };
}
