using Contracts.Common.V1;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>
/// The one policy that says what can be done with an order, by whom, and if not, why not. Screens and APIs show its decisions; the
/// same decisions guard the actions.
/// </summary>
internal sealed class ActionPolicy(PlanCatalogue catalogue, Trials trials, UnpaidInvoices unpaid, TimeProvider clock)
{
    private static readonly Wire.Action[] StaffActions =
        [Wire.Action.Edit, Wire.Action.Send, Wire.Action.Confirm, Wire.Action.Cancel, Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause,
            Wire.Action.Resume, Wire.Action.Reactivate, Wire.Action.Renew, Wire.Action.Change, Wire.Action.CancelPendingChange,
            Wire.Action.ApplyCoupon, Wire.Action.RemoveCoupon];

    private static readonly Wire.Action[] CustomerActions =
        [Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause, Wire.Action.Resume, Wire.Action.Reactivate, Wire.Action.Renew, Wire.Action.Change,
            Wire.Action.CancelPendingChange, Wire.Action.ApplyCoupon];

    /// <exception cref="DomainException">FAILED_PRECONDITION with the decision's reason code.</exception>
    public async Task Require(Wire.Action action, Subscription subscription, Caller caller, CancellationToken ct)
    {
        if (await Evaluate(action, subscription, caller, ct) is { } reason)
        {
            throw DomainException.FailedPrecondition(reason, DenialMessages.Explain(reason, "en"));
        }
    }

    /// <summary>The decision's reason code; null when the action is possible.</summary>
    public async Task<string?> Evaluate(Wire.Action action, Subscription subscription, Caller caller, CancellationToken ct) =>
        Denial(action, subscription, caller, await ContextOf(caller, subscription, ct));

    /// <summary>Every action that this kind of caller knows, with its decision.</summary>
    public async Task<IReadOnlyList<Wire.ActionState>> Explain(Subscription subscription, Caller caller, string language, CancellationToken ct)
    {
        var context = await ContextOf(caller, subscription, ct);
        return [.. (caller.Role == Role.Customer ? CustomerActions : StaffActions).Select(action =>
        {
            var reason = Denial(action, subscription, caller, context);
            return new Wire.ActionState
            {
                Action = action,
                Allowed = reason is null,
                ReasonCode = reason ?? "",
                Explanation = reason is null ? "" : DenialMessages.Explain(reason, language),
            };
        })];
    }

    private async Task<PolicyContext> ContextOf(Caller caller, Subscription subscription, CancellationToken ct)
    {
        if (caller.Role != Role.Customer)
        {
            return PolicyContext.OfStaff with { TrialUsed = await TrialUsed(subscription, ct) };
        }

        var (plan, enabled) = await catalogue.Look(subscription.PlanId, ct);
        return new PolicyContext(enabled, plan.SelfService, plan.Archived, await unpaid.ForbidReactivation(subscription, ct), TrialUsed: false);
    }

    private async Task<bool> TrialUsed(Subscription subscription, CancellationToken ct) =>
        subscription is { Stage: Stage.Quotation, Terms.TrialDays: > 0 } && await trials.Used(subscription.CustomerId, subscription.PlanId, ct);

    /// <summary>Null when the action is possible.</summary>
    private string? Denial(Wire.Action action, Subscription subscription, Caller caller, PolicyContext context) => action switch
    {
        Wire.Action.Close => CloseDenial(subscription) ?? context.DenialUnless(s => s.Closable, "PLAN_NOT_CLOSABLE"),
        Wire.Action.UndoClose => UndoDenial(subscription, caller) ?? context.DenialUnless(s => s.Closable, "PLAN_NOT_CLOSABLE"),
        Wire.Action.Pause => subscription.PauseDenial(clock.GetUtcNow()) ?? context.DenialUnless(s => s.Pausable, "PLAN_NOT_PAUSABLE"),
        Wire.Action.Resume => ResumeDenial(subscription, caller) ?? context.DenialUnless(s => s.Pausable, "PLAN_NOT_PAUSABLE"),
        Wire.Action.Reactivate => ReactivationDenial(subscription, context),
        Wire.Action.Renew => subscription.RenewalDenial(clock.GetUtcNow()) ?? context.DenialUnless(s => s.Renewable, "PLAN_NOT_RENEWABLE"),
        Wire.Action.Change => subscription.ChangeDenial(clock.GetUtcNow()) ?? context.DenialUnless(MayChange, "PLAN_NOT_CHANGEABLE"),
        Wire.Action.CancelPendingChange => CancelChangeDenial(subscription, caller) ?? context.DenialUnless(MayChange, "PLAN_NOT_CHANGEABLE"),
        Wire.Action.ApplyCoupon => subscription.DiscountDenial(clock.GetUtcNow()) ?? (context.Enabled ? null : "SELF_SERVICE_DISABLED"),
        Wire.Action.RemoveCoupon => subscription.RemoveCouponDenial,
        Wire.Action.Confirm when context.TrialUsed => "TRIAL_USED",
        _ => subscription.Stage == Stage.Quotation ? null : "NOT_A_QUOTATION",
    };

    /// <summary>Either of both; what of them was asked for, the change itself looks at.</summary>
    private static bool MayChange(SelfService switches) => switches.PlanChangeable || switches.QuantityChangeable;

    private static string? CancelChangeDenial(Subscription subscription, Caller caller) =>
        subscription.CancelChangeDenial ?? (caller.Role == Role.Customer && !subscription.PendingChange!.ByCustomer ? "CHANGE_BY_STAFF" : null);

    private static string? CloseDenial(Subscription subscription) => subscription.Stage switch
    {
        Stage.Quotation => "NOT_CONFIRMED",
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        _ => subscription.CloseScheduled ? "CLOSE_ALREADY_SCHEDULED" : null,
    };

    private string? UndoDenial(Subscription subscription, Caller caller) =>
        subscription.UndoDenial(clock.GetUtcNow())
        ?? (caller.Role == Role.Customer && !subscription.Closing!.ByCustomer ? "SCHEDULED_BY_STAFF" : null);

    private static string? ResumeDenial(Subscription subscription, Caller caller)
    {
        if (subscription.Pause is not { } pause || subscription.Stage != Stage.Paused)
        {
            return "NOT_PAUSED";
        }

        return caller.Role == Role.Customer && !pause.ByCustomer ? "PAUSED_BY_STAFF" : null;
    }

    private string? ReactivationDenial(Subscription subscription, PolicyContext context)
    {
        if (subscription.Stage != Stage.Churned)
        {
            return "NOT_CLOSED";
        }

        // What is not offered at all is not promised for tomorrow.
        return context.DenialUnless(s => s.Reactivatable, "PLAN_NOT_REACTIVATABLE")
            ?? subscription.ReactivationDenial(clock.GetUtcNow())
            ?? (context.PlanArchived ? "PLAN_ARCHIVED" : null)
            ?? (context.Unpaid ? "UNPAID_INVOICES" : null);
    }
}
