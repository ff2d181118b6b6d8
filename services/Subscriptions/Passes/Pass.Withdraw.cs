using Contracts.Conversions;
using Contracts.Events;

namespace Subscriptions.Passes;

public sealed partial class Pass
{
    /// <summary>Of the classes sold, those that were not used. Bonus classes are used last: they were not paid for.</summary>
    internal int UnusedSoldClasses => Math.Max(0, Terms.Classes - UsedClasses);

    /// <summary>What a withdrawal credits: sold price x unused classes / sold classes, rounded once (domain.md C1).</summary>
    internal decimal WithdrawalCredit => Currencies.Round(SoldPrice * UnusedSoldClasses / Terms.Classes, Currency);

    /// <summary>Refused where nothing is left to take back.</summary>
    internal void RequireWithdrawable(DateTimeOffset now)
    {
        if (Grant is not null)
        {
            throw Refused("PASS_GRANTED", $"comes with {Grant.SubscriptionNumber}, whose invoice pays it: close or change that, or credit its invoice.");
        }

        Advance(now);
        if (!State.IsHeld())
        {
            throw Refused(
                State switch { PassState.Expired => "PASS_EXPIRED", PassState.UsedUp => "PASS_USED_UP", _ => "PASS_WITHDRAWN" },
                $"is {State.Code()}; nothing of it can be taken back.");
        }
    }

    /// <summary>Takes it back; Billing credits what was not used.</summary>
    public void Withdraw(PassSettlement settlement, string reason, EventActor actor, DateTimeOffset now)
    {
        RequireWithdrawable(now);
        Withdrawal = PassWithdrawal.Create(UnusedSoldClasses, WithdrawalCredit, settlement, reason, actor, now);
        Finish(PassState.Withdrawn, Today(now), now);
        Freeze = null;
        RemindDate = null;
        Post(new PassChange(PassEntryKind.Withdraw, -RemainingClasses, reason), actor, now);
        Schedule();
        Raise(new PassWithdrawn(
            Guid.CreateVersion7(), Id, actor, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(),
            Withdrawal.UnusedClasses, Terms.Classes, Amount(SoldPrice), Amount(Withdrawal.Credit),
            settlement == PassSettlement.Refund ? "refund" : "account_credit", reason));
    }
}
