using Billing.Credits;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class GetAccountCredit(CreditService credits) : IFeature
{
    public Task<Wire.AccountCredit> Handle(Caller caller, CancellationToken ct) => credits.Get(caller.RequiredCustomerId, ct);
}
