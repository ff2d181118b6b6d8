using Contracts.Common.V1;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>
/// The one policy that says what can be done with an order, by whom, and if not, why not. Screens and APIs show its verdicts; the
/// same verdicts guard the actions.
/// </summary>
public sealed class ActionPolicy(PlanCatalogue catalogue, Trials trials, UnpaidInvoices unpaid, TimeProvider clock)
{
    private static readonly Wire.Action[] StaffActions =
        [Wire.Action.Edit, Wire.Action.Send, Wire.Action.Confirm, Wire.Action.Cancel, Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause,
            Wire.Action.Resume, Wire.Action.Reactivate, Wire.Action.Renew, Wire.Action.Change, Wire.Action.CancelPendingChange,
            Wire.Action.ApplyCoupon, Wire.Action.RemoveCoupon];

    private static readonly Wire.Action[] CustomerActions =
        [Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause, Wire.Action.Resume, Wire.Action.Reactivate, Wire.Action.Renew, Wire.Action.Change,
            Wire.Action.CancelPendingChange, Wire.Action.ApplyCoupon];

    /// <exception cref="DomainException">FAILED_PRECONDITION with the verdict's reason code.</exception>
    public async Task Require(Wire.Action action, Subscription subscription, Caller caller, CancellationToken ct)
    {
        if (await WhyNot(action, subscription, caller, ct) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, PolicyWords.Explain(reason, "en"));
        }
    }

    /// <summary>The verdict's reason code; null when the action is possible.</summary>
    public async Task<string?> WhyNot(Wire.Action action, Subscription subscription, Caller caller, CancellationToken ct) =>
        Verdict(action, subscription, caller, await Facts(caller, subscription, ct));

    /// <summary>Every action that this kind of caller knows, with its verdict.</summary>
    public async Task<IReadOnlyList<Wire.ActionState>> Explain(Subscription subscription, Caller caller, string language, CancellationToken ct)
    {
        var facts = await Facts(caller, subscription, ct);
        return [.. (caller.Role == Role.Customer ? CustomerActions : StaffActions).Select(action =>
        {
            var reason = Verdict(action, subscription, caller, facts);
            return new Wire.ActionState
            {
                Action = action,
                Allowed = reason is null,
                ReasonCode = reason ?? "",
                Explanation = reason is null ? "" : PolicyWords.Explain(reason, language),
            };
        })];
    }

    private async Task<PolicyFacts> Facts(Caller caller, Subscription subscription, CancellationToken ct)
    {
        if (caller.Role != Role.Customer)
        {
            return PolicyFacts.OfStaff with { TrialUsed = await TrialUsed(subscription, ct) };
        }

        var (plan, enabled) = await catalogue.Look(subscription.PlanId, ct);
        return new PolicyFacts(enabled, plan.SelfService, plan.Archived, await unpaid.ForbidReactivation(subscription, ct), TrialUsed: false);
    }

    private async Task<bool> TrialUsed(Subscription subscription, CancellationToken ct) =>
        subscription is { Stage: Stage.Quotation, Terms.TrialDays: > 0 } && await trials.Used(subscription.CustomerId, subscription.PlanId, ct);

    /// <summary>Null when the action is possible.</summary>
    private string? Verdict(Wire.Action action, Subscription subscription, Caller caller, PolicyFacts facts) => action switch
    {
        Wire.Action.Close => WhyNotCloseable(subscription) ?? facts.WhyNot(s => s.Closable, "PLAN_NOT_CLOSABLE"),
        Wire.Action.UndoClose => WhyNotUndoable(subscription, caller) ?? facts.WhyNot(s => s.Closable, "PLAN_NOT_CLOSABLE"),
        Wire.Action.Pause => subscription.WhyNotPausable(clock.GetUtcNow()) ?? facts.WhyNot(s => s.Pausable, "PLAN_NOT_PAUSABLE"),
        Wire.Action.Resume => WhyNotResumable(subscription, caller) ?? facts.WhyNot(s => s.Pausable, "PLAN_NOT_PAUSABLE"),
        Wire.Action.Reactivate => WhyNotReactivatable(subscription, facts),
        Wire.Action.Renew => subscription.WhyNotRenewable(clock.GetUtcNow()) ?? facts.WhyNot(s => s.Renewable, "PLAN_NOT_RENEWABLE"),
        Wire.Action.Change => subscription.WhyNotChangeable(clock.GetUtcNow()) ?? facts.WhyNot(MayChange, "PLAN_NOT_CHANGEABLE"),
        Wire.Action.CancelPendingChange => WhyNoChangeToCancel(subscription, caller) ?? facts.WhyNot(MayChange, "PLAN_NOT_CHANGEABLE"),
        Wire.Action.ApplyCoupon => subscription.WhyNotDiscountable(clock.GetUtcNow()) ?? (facts.Enabled ? null : "SELF_SERVICE_DISABLED"),
        Wire.Action.RemoveCoupon => subscription.WhyNoCouponToRemove,
        Wire.Action.Confirm when facts.TrialUsed => "TRIAL_USED",
        _ => subscription.Stage == Stage.Quotation ? null : "NOT_A_QUOTATION",
    };

    /// <summary>Either of both; what of them was asked for, the change itself looks at.</summary>
    private static bool MayChange(SelfService switches) => switches.PlanChangeable || switches.QuantityChangeable;

    private static string? WhyNoChangeToCancel(Subscription subscription, Caller caller) =>
        subscription.WhyNoChangeToCancel ?? (caller.Role == Role.Customer && !subscription.PendingChange!.ByCustomer ? "CHANGE_BY_STAFF" : null);

    private static string? WhyNotCloseable(Subscription subscription) => subscription.Stage switch
    {
        Stage.Quotation => "NOT_CONFIRMED",
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        _ => subscription.CloseScheduled ? "CLOSE_ALREADY_SCHEDULED" : null,
    };

    private string? WhyNotUndoable(Subscription subscription, Caller caller) =>
        subscription.WhyNotUndoable(clock.GetUtcNow())
        ?? (caller.Role == Role.Customer && !subscription.Closing!.ByCustomer ? "SCHEDULED_BY_STAFF" : null);

    private static string? WhyNotResumable(Subscription subscription, Caller caller)
    {
        if (subscription.Pause is not { } pause || subscription.Stage != Stage.Paused)
        {
            return "NOT_PAUSED";
        }

        return caller.Role == Role.Customer && !pause.ByCustomer ? "PAUSED_BY_STAFF" : null;
    }

    private string? WhyNotReactivatable(Subscription subscription, PolicyFacts facts)
    {
        if (subscription.Stage != Stage.Churned)
        {
            return "NOT_CLOSED";
        }

        // What is not offered at all is not promised for tomorrow.
        return facts.WhyNot(s => s.Reactivatable, "PLAN_NOT_REACTIVATABLE")
            ?? subscription.WhyNotReactivatable(clock.GetUtcNow())
            ?? (facts.PlanArchived ? "PLAN_ARCHIVED" : null)
            ?? (facts.Unpaid ? "UNPAID_INVOICES" : null);
    }
}
