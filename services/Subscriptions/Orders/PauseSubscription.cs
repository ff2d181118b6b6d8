using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Stops billing and service from today on, until a day or until a person resumes it.</summary>
internal sealed class PauseSubscription(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.PauseSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Pause(subscription, request.ResumeDate, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.PausePortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Pause(subscription, request.ResumeDate, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Pause(Subscription subscription, Contracts.Common.V1.Date? resumeDate, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.Pause, subscription, caller, ct);
        var validator = new FieldValidator();
        var day = validator.CivilDate("resume_date", resumeDate);
        validator.ThrowIfFailed();

        subscription.PauseFrom(day, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
