using Contracts.Common.V1;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Reads what a change asks for, with the plan as it is offered today.</summary>
internal sealed class ChangeRequests(PlanCatalogue catalogue)
{
    private const int MaximumQuantity = 10_000;

    /// <param name="planId">Empty: the order's.</param>
    /// <param name="quantity">0: as it is.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT on plan_id, quantity or when; what the plan's switches do not let a customer do.</exception>
    internal async Task<ChangeDecision> Read(
        Subscription subscription, string planId, int quantity, Wire.ChangeWhen when, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Require(planId.Length > 0 || quantity != 0, "plan_id", "REQUIRED", "is required, unless the quantity is to change.");
        if (planId.Length > 0)
        {
            validator.Id("plan_id", planId);
        }

        if (quantity != 0)
        {
            validator.Range("quantity", quantity, 1, MaximumQuantity);
        }

        validator.Require(Enum.IsDefined(when), "when", "UNKNOWN", "must be now or end_of_period.");
        validator.ThrowIfFailed();

        var plan = planId.Length > 0 && Guid.Parse(planId) != subscription.PlanId ? await Offered(subscription, planId, ct) : null;
        var wanted = quantity == 0 || quantity == subscription.PlanTerms.Quantity ? (int?)null : quantity;
        if (caller.Role == Role.Customer)
        {
            await RequireSwitches(subscription, plan, wanted, ct);
        }

        return new ChangeDecision(
            plan is null ? null : new PlanOffer(plan.Id, plan.Name, plan.BillingPeriod, plan.Price, plan.TaxCode),
            wanted,
            when switch
            {
                Wire.ChangeWhen.Now => ChangeWhen.Now,
                Wire.ChangeWhen.EndOfPeriod => ChangeWhen.EndOfPeriod,
                _ => ChangeWhen.Usual,
            });
    }

    /// <summary>Whether customers can change to it from another one.</summary>
    internal static bool IsChoice(PlanCopy plan, Subscription subscription) =>
        !plan.Archived && plan.SelfService.PlanChangeable && plan.Currency == subscription.Currency && plan.Id != subscription.PlanId;

    private async Task<PlanCopy> Offered(Subscription subscription, string planId, CancellationToken ct)
    {
        var plan = await catalogue.RequirePlan("plan_id", planId, ct);
        var validator = new FieldValidator();
        validator.Require(!plan.Archived, "plan_id", "ARCHIVED", "is an archived plan.");
        validator.Require(plan.Currency == subscription.Currency, "plan_id", "WRONG_CURRENCY",
            $"is priced in {plan.Currency}; the order is in {subscription.Currency}, and its currency cannot change.");
        validator.ThrowIfFailed();
        return plan;
    }

    private async Task RequireSwitches(Subscription subscription, PlanCopy? plan, int? quantity, CancellationToken ct)
    {
        var own = (await catalogue.Plan(subscription.PlanId, ct)).SelfService;
        var refused = plan is not null && !own.PlanChangeable ? "PLAN_NOT_CHANGEABLE"
            : quantity is not null && !own.QuantityChangeable ? "QUANTITY_NOT_CHANGEABLE"
            : null;
        if (refused is not null)
        {
            throw DomainException.FailedPrecondition(refused, DenialMessages.Explain(refused, "en"));
        }

        if (plan is not null && !IsChoice(plan, subscription))
        {
            // Which other plans there are is not theirs to find out.
            throw DomainException.InvalidArgument("plan_id", "UNKNOWN", "is not one of the plans to choose from.");
        }
    }
}
