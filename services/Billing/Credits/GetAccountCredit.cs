using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits;

internal sealed class GetAccountCredit(CreditService credits) : IFeature
{
    public Task<Wire.AccountCredit> Handle(Wire.GetAccountCreditRequest request, CancellationToken ct) =>
        credits.Get(FieldValidator.RequireId("customer_id", request.CustomerId), ct);
}
