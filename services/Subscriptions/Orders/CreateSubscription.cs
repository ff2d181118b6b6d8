using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Catalogue;
using Subscriptions.Numbering;
using Subscriptions.Orders.Discounts;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Makes a quotation.</summary>
internal sealed class CreateSubscription(SubscriptionsDb db, PlanCatalogue catalogue, Trials trials, QuotationCoupon coupon, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.CreateSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.Subscription ?? new Wire.Subscription();
        var customerId = FieldValidator.RequireId("subscription.customer_id", wanted.CustomerId);
        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == customerId, ct)
            ?? throw DomainException.InvalidArgument("subscription.customer_id", "UNKNOWN", "is not the id of a customer.");
        var now = clock.GetUtcNow();
        var terms = await QuotationBuilder.Build(wanted, customer, catalogue, trials, now, ct);
        var serial = await Numbers.Next(db, Numbers.Orders, ct);
        var number = string.Create(CultureInfo.InvariantCulture, $"S{serial:D5}");
        var subscription = Subscription.Quote(number, customer, terms, caller.Actor, now);
        await coupon.Apply(subscription, wanted.CouponCode, caller, ct);
        db.Subscriptions.Add(subscription);
        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
