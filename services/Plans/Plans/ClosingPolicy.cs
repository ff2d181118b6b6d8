using Contracts.Events;
using ServiceDefaults.Errors;
using Common = Contracts.Common.V1;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

/// <summary>What a close credits of the running period.</summary>
public enum ClosingCredit
{
    None,
    Prorated,
    Full,
}

/// <summary>Settlement of the refunded amount.</summary>
public enum ClosingSettlement
{
    AccountCredit,

    /// <summary>What was paid by card goes back to the card; the rest becomes account credit.</summary>
    Refund,
}

/// <summary>What a close credits, and how, unless staff decide otherwise.</summary>
public sealed record ClosingPolicy(ClosingCredit Credit, ClosingSettlement Settlement)
{
    public Wire.ClosingPolicy ToWire() => new()
    {
        Credit = Credit switch
        {
            ClosingCredit.Prorated => Wire.PlanClosingCredit.Prorated,
            ClosingCredit.Full => Wire.PlanClosingCredit.Full,
            _ => Wire.PlanClosingCredit.None,
        },
        Settlement = Settlement == ClosingSettlement.Refund ? Common.ClosingSettlement.Refund : Common.ClosingSettlement.AccountCredit,
    };

    internal EventClosingPolicy ForEvents() => new(
        Credit.ToString().ToLowerInvariant(), Settlement == ClosingSettlement.Refund ? "refund" : "account_credit");

    /// <param name="has">Whether a field is among those to change.</param>
    /// <param name="current">What the others keep; null when the plan is new.</param>
    internal static ClosingPolicy Read(FieldValidator validator, Wire.ClosingPolicy policy, Func<string, bool> has, ClosingPolicy? current)
    {
        var credit = has("closing.credit") ? Of(policy.Credit) : current!.Credit;
        var settlement = has("closing.settlement") ? Of(policy.Settlement) : current!.Settlement;
        validator.Require(credit is not null, "plan.closing.credit", "UNKNOWN", "must be none, prorated or full.");
        validator.Require(settlement is not null, "plan.closing.settlement", "UNKNOWN", "must be account credit or refund.");
        return new ClosingPolicy(credit ?? ClosingCredit.None, settlement ?? ClosingSettlement.AccountCredit);
    }

    private static ClosingCredit? Of(Wire.PlanClosingCredit credit) => credit switch
    {
        Wire.PlanClosingCredit.Unspecified or Wire.PlanClosingCredit.None => ClosingCredit.None,
        Wire.PlanClosingCredit.Prorated => ClosingCredit.Prorated,
        Wire.PlanClosingCredit.Full => ClosingCredit.Full,
        _ => null,
    };

    private static ClosingSettlement? Of(Common.ClosingSettlement settlement) => settlement switch
    {
        Common.ClosingSettlement.Unspecified or Common.ClosingSettlement.AccountCredit => ClosingSettlement.AccountCredit,
        Common.ClosingSettlement.Refund => ClosingSettlement.Refund,
        _ => null,
    };
}
