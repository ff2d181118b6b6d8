using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Takes a pass back; Billing credits the classes that were not used.</summary>
internal sealed class WithdrawPass(SubscriptionsDb db, PassStore passes, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.WithdrawPassRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var reason = validator.Reason(request.Reason, required: true);
        validator.Require(Enum.IsDefined(request.Settlement), "settlement", "UNKNOWN", "must be account_credit or refund.");
        validator.ThrowIfFailed();
        var pass = await passes.Require(request.Id, ct);
        pass.RequireEtag(request.Etag);
        var now = clock.GetUtcNow();
        pass.Withdraw(
            request.Settlement == ClosingSettlement.Refund ? PassSettlement.Refund : PassSettlement.AccountCredit, reason, caller.Actor, now);
        await db.SaveChangesAsync(ct);
        return pass.ToWire(now);
    }

    /// <summary>What a withdrawal would credit.</summary>
    public async Task<Wire.PassWithdrawalPreview> Handle(Wire.PreviewPassWithdrawalRequest request, CancellationToken ct)
    {
        var pass = await passes.Look(request.Id, ct);
        pass.RequireWithdrawable(clock.GetUtcNow());
        return new Wire.PassWithdrawalPreview
        {
            UnusedClasses = pass.UnusedSoldClasses,
            SoldClasses = pass.Terms.Classes,
            Credit = Money.From(pass.WithdrawalCredit, pass.Currency),
        };
    }
}
