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
public sealed class ActionPolicy(SubscriptionsDb db, Catalogue catalogue)
{
    private static readonly Wire.Action[] StaffActions =
        [Wire.Action.Edit, Wire.Action.Send, Wire.Action.Confirm, Wire.Action.Cancel, Wire.Action.Close, Wire.Action.UndoClose];

    private static readonly Wire.Action[] CustomerActions = [Wire.Action.Close, Wire.Action.UndoClose];

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
            return new SelfServiceFacts(Enabled: true, Closable: true);
        }

        var settings = await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct);
        return new SelfServiceFacts(
            settings?.SelfServiceEnabled ?? true,
            await catalogue.IsClosable(subscription.PlanId, ct));
    }

    /// <summary>Null when the action is possible.</summary>
    private static string? Verdict(Wire.Action action, Subscription subscription, Caller caller, SelfServiceFacts facts) => action switch
    {
        Wire.Action.Close => WhyNotCloseable(subscription) ?? WhyNotSelfService(caller, facts),
        Wire.Action.UndoClose => WhyNotUndoable(subscription, caller) ?? WhyNotSelfService(caller, facts),
        _ => subscription.Stage == Stage.Quotation ? null : "NOT_A_QUOTATION",
    };

    private static string? WhyNotCloseable(Subscription subscription) => subscription.Stage switch
    {
        Stage.Quotation => "NOT_CONFIRMED",
        Stage.Cancelled => "QUOTATION_CANCELLED",
        Stage.Churned => "ALREADY_CLOSED",
        _ => subscription.CloseScheduled ? "CLOSE_ALREADY_SCHEDULED" : null,
    };

    private static string? WhyNotUndoable(Subscription subscription, Caller caller)
    {
        if (subscription.Stage == Stage.Churned)
        {
            return "ALREADY_CLOSED";
        }

        if (!subscription.CloseScheduled)
        {
            return "NO_CLOSE_SCHEDULED";
        }

        return caller.Role == Role.Customer && !subscription.Closing!.ByCustomer ? "SCHEDULED_BY_STAFF" : null;
    }

    private static string? WhyNotSelfService(Caller caller, SelfServiceFacts facts)
    {
        if (caller.Role != Role.Customer)
        {
            return null;
        }

        if (!facts.Enabled)
        {
            return "SELF_SERVICE_DISABLED";
        }

        return facts.Closable ? null : "PLAN_NOT_CLOSABLE";
    }

    private sealed record SelfServiceFacts(bool Enabled, bool Closable);
}
