using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>
/// The one policy that says what can be done with an order, by whom, and if not, why not. Screens and APIs show its verdicts; the
/// same verdicts guard the actions.
/// </summary>
public sealed class ActionPolicy(SubscriptionsDb db, Catalogue catalogue, TimeProvider clock)
{
    private static readonly Wire.Action[] StaffActions =
        [Wire.Action.Edit, Wire.Action.Send, Wire.Action.Confirm, Wire.Action.Cancel, Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause,
            Wire.Action.Resume];

    private static readonly Wire.Action[] CustomerActions = [Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause, Wire.Action.Resume];

    /// <exception cref="Refusal">FAILED_PRECONDITION with the verdict's reason code.</exception>
    public async Task Require(Wire.Action action, Subscription subscription, Caller caller, CancellationToken ct)
    {
        var reason = Verdict(action, subscription, caller, await Facts(caller, subscription, ct));
        if (reason is not null)
        {
            throw Refusal.Rule(reason, PolicyWords.Explain(reason, "en"));
        }
    }

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

    private async Task<SelfServiceFacts> Facts(Caller caller, Subscription subscription, CancellationToken ct)
    {
        if (caller.Role != Role.Customer)
        {
            return new SelfServiceFacts(Enabled: true, Closable: true, Pausable: true);
        }

        var settings = await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct);
        var plan = await catalogue.SelfService(subscription.PlanId, ct);
        return new SelfServiceFacts(settings?.SelfServiceEnabled ?? true, plan.Closable, plan.Pausable);
    }

    /// <summary>Null when the action is possible.</summary>
    private string? Verdict(Wire.Action action, Subscription subscription, Caller caller, SelfServiceFacts facts) => action switch
    {
        Wire.Action.Close => WhyNotCloseable(subscription) ?? WhyNotSelfService(facts) ?? (facts.Closable ? null : "PLAN_NOT_CLOSABLE"),
        Wire.Action.UndoClose => WhyNotUndoable(subscription, caller) ?? WhyNotSelfService(facts) ?? (facts.Closable ? null : "PLAN_NOT_CLOSABLE"),
        Wire.Action.Pause => subscription.WhyNotPausable(clock.GetUtcNow()) ?? WhyNotSelfService(facts) ?? (facts.Pausable ? null : "PLAN_NOT_PAUSABLE"),
        Wire.Action.Resume => WhyNotResumable(subscription, caller) ?? WhyNotSelfService(facts) ?? (facts.Pausable ? null : "PLAN_NOT_PAUSABLE"),
        _ => subscription.Stage == Stage.Quotation ? null : "NOT_A_QUOTATION",
    };

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

    private static string? WhyNotSelfService(SelfServiceFacts facts) => facts.Enabled ? null : "SELF_SERVICE_DISABLED";

    /// <summary>What the business lets customers do; all of it for anybody else.</summary>
    private sealed record SelfServiceFacts(bool Enabled, bool Closable, bool Pausable);
}
