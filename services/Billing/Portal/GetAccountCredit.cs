using Billing.AccountCredits;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class GetAccountCredit(CreditDesk desk) : IFeature
{
    public Task<Wire.AccountCredit> Handle(Caller caller, CancellationToken ct) => desk.Get(caller.RequiredCustomerId, ct);
}
