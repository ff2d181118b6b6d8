using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>
/// Closes a subscription now, on a date or at the end of the period: for staff with a configured reason or a typed text, for
/// customers with a configured reason only (domain.md A1.8, A1.15, C14).
/// </summary>
internal sealed class CloseSubscription(
    SubscriptionsDb db, OrderStore orders, ActionPolicy policy, ClosingDecisions closings, SubscriptionMetrics metrics, TimeProvider clock) : IFeature
{
    private const int MaximumText = 500;
    private const string NotInTheList = "must be the id of a close reason of the list; a reason in other words is not taken here.";

    public async Task<Wire.Subscription> Handle(Wire.CloseSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.Close, subscription, caller, ct);

        var reason = request.ReasonCase switch
        {
            Wire.CloseSubscriptionRequest.ReasonOneofCase.ReasonId => await Configured(request.ReasonId, request.Comment, SystemCloseReasons.OfferedToStaff, ct),
            Wire.CloseSubscriptionRequest.ReasonOneofCase.ReasonText => Typed(request.ReasonText, request.Comment),
            _ => throw DomainException.InvalidArgument("reason", "REQUIRED", "is required: reason_id of a configured close reason, or reason_text."),
        };
        await Close(subscription, reason, CloseTerms.Read(request.When, request.CloseDate, request.Credit, request.Settlement, request.IssueCreditAtOnce), caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.ClosePortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.Close, subscription, caller, ct);

        var reason = await Configured(request.ReasonId, request.Comment, SystemCloseReasons.OfferedToCustomers, ct);
        await Close(subscription, reason, CloseTerms.Read(request.When, request.CloseDate), caller, ct);
        return subscription.ToPortal();
    }

    private async Task Close(Subscription subscription, CloseDecision reason, CloseTerms terms, Caller caller, CancellationToken ct)
    {
        var decision = await closings.Complete(reason, terms, subscription, ct);
        subscription.Close(decision, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        metrics.Closed(decision.ReasonCode, caller.Actor.Kind);
    }

    private async Task<CloseDecision> Configured(string reasonId, string comment, Func<CloseReason, bool> offered, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Require(reasonId.Length > 0, "reason_id", "REQUIRED", "is required: the id of a close reason of the list.");
        var configured = Guid.TryParseExact(reasonId, "D", out var id);
        validator.Require(configured || reasonId.Length == 0, "reason_id", "UNKNOWN", NotInTheList);
        var text = Comment(validator, comment);
        validator.ThrowIfFailed();

        var reason = await db.CloseReasons.FirstOrDefaultAsync(r => r.Id == id, ct)
            ?? throw DomainException.InvalidArgument("reason_id", "UNKNOWN", NotInTheList);
        if (reason.Retired)
        {
            throw DomainException.FailedPrecondition("REASON_RETIRED", "reason_id: this close reason is retired; choose one of the list.");
        }

        validator.Require(offered(reason), "reason_id", "SYSTEM_REASON", "is a close reason that the system gives; choose one of the list.");
        validator.Require(!reason.CommentRequired || text.Length > 0, "comment", "REQUIRED", "is required with this close reason.");
        validator.ThrowIfFailed();
        return new CloseDecision(CloseWhen.Now, null, reason.Id, reason.Code, reason.Label, text, ClosingCredit.None);
    }

    private static CloseDecision Typed(string reasonText, string comment)
    {
        var validator = new FieldValidator();
        var reason = validator.Text("reason_text", reasonText, MaximumText, lines: true);
        var text = Comment(validator, comment);
        validator.ThrowIfFailed();
        var label = new Dictionary<string, string> { [Languages.Default] = reason };
        return new CloseDecision(CloseWhen.Now, null, null, "", label, text, ClosingCredit.None);
    }

    private static string Comment(FieldValidator validator, string comment) =>
        validator.Text("comment", comment, MaximumText, required: false, lines: true);
}
