using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Access;

/// <summary>What service a customer may use now (domain.md A7.56). Asked on every request of an application: one query at most, no aggregate.</summary>
internal sealed class GetAccess(SubscriptionsDb db, AccessQuery query, PassAccessQuery passes, AccessCache cache, TimeProvider clock) : IFeature
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Of an answer that keeps a customer out: one who has paid does not wait long.</summary>
    private static readonly TimeSpan LongestWithout = TimeSpan.FromSeconds(10);

    public async Task<Wire.Access> Handle(Wire.GetAccessRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var customer = validator.Id("customer_id", request.CustomerId);
        Guid? plan = request.PlanId.Length > 0 ? validator.Id("plan_id", request.PlanId) : null;
        Guid? product = request.ProductId.Length > 0 ? validator.Id("product_id", request.ProductId) : null;
        Guid? type = request.ClassTypeId.Length > 0 ? validator.Id("class_type_id", request.ClassTypeId) : null;
        Guid? template = request.PassTemplateId.Length > 0 ? validator.Id("pass_template_id", request.PassTemplateId) : null;
        RequireOne(validator, ("plan_id", plan), ("product_id", product), ("class_type_id", type), ("pass_template_id", template));
        validator.ThrowIfFailed();

        var now = clock.GetUtcNow();
        var state = type is null && template is null ? await OfSubscriptions(customer, plan, product, now, ct) : await OfPasses(customer, type, template, now, ct);
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
        answer.PassId = state.Pass?.ToString() ?? "";
        return answer;
    }

    private static void RequireOne(FieldValidator validator, params ReadOnlySpan<(string Field, Guid? Id)> asked)
    {
        var first = "";
        foreach (var (field, id) in asked)
        {
            validator.Require(id is null || first.Length == 0, field, "NOT_EXPECTED", $"is not expected beside {first}: ask for the one or the other.");
            first = id is not null && first.Length == 0 ? field : first;
        }
    }

    private async Task<AccessState> OfSubscriptions(Guid customer, Guid? plan, Guid? product, DateTimeOffset now, CancellationToken ct)
    {
        var known = await cache.Get(customer, plan, product, async () =>
        {
            var loaded = new List<AccessFacts>();
            await foreach (var facts in query.Of(db, customer, plan, product).WithCancellation(ct))
            {
                loaded.Add(facts);
            }

            return loaded;
        });
        return AccessState.Best(OfEach([.. known.Select(facts => AccessState.Of(facts, now))]));
    }

    private async Task<AccessState> OfPasses(Guid customer, Guid? type, Guid? template, DateTimeOffset now, CancellationToken ct)
    {
        var states = new List<AccessState>();
        await foreach (var facts in passes.Of(db, customer, type, template).WithCancellation(ct))
        {
            states.Add(PassAccess.Of(facts, now));
        }

        return states.Count == 0 ? AccessState.NoPass : AccessState.Best(states);
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
        (state.Subscription ?? state.Pass ?? Guid.Empty).TryWriteBytes(said[18..]);
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
        AccessReason.Pass => "PASS",
        AccessReason.PassInGrace => "PASS_IN_GRACE",
        AccessReason.PassRestricted => "PASS_RESTRICTED",
        AccessReason.PassFrozen => "PASS_FROZEN",
        AccessReason.PassNotStarted => "PASS_NOT_STARTED",
        AccessReason.PassNotPaid => "PASS_NOT_PAID",
        AccessReason.PassUsedUp => "PASS_USED_UP",
        AccessReason.PassExpired => "PASS_EXPIRED",
        AccessReason.PassWithdrawn => "PASS_WITHDRAWN",
        AccessReason.NoPass => "PASS_NONE",
        _ => "NO_SUBSCRIPTION",
    };
}
