using Billing.Payments.Methods;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Billing.Portal;

internal static class OwnPaymentMethods
{
    /// <exception cref="DomainException">NOT_FOUND, also when it is another customer's.</exception>
    public static async Task<SavedPaymentMethod> OwnMethod(this BillingDb db, string id, Caller caller, CancellationToken ct)
    {
        var method = FieldValidator.RequireId("id", id);
        var customer = caller.RequiredCustomerId;
        return await db.PaymentMethods.FirstOrDefaultAsync(m => m.Id == method && m.CustomerId == customer, ct) ?? throw DomainException.NotFound("payment method", id);
    }
}
