using Subscriptions.Customers;
using Subscriptions.Orders;
using Subscriptions.Time;

namespace Subscriptions.Tests.Support;

/// <summary>Many orders whose second period falls due at one moment.</summary>
internal static class ManyDue
{
    /// <summary>When they are due, a month after they were confirmed.</summary>
    public static readonly DateTimeOffset Moment = new(2026, 2, 15, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Orders confirmed on 2026-01-15. The last one is of a customer of its own.</summary>
    /// <returns>That customer.</returns>
    public static Task<Guid> Prepare(this HostUnderTest host, int count) => host.Read<SubscriptionsDb, Guid>(async db =>
    {
        var now = host.Clock.GetUtcNow();
        var many = Customer("many", now);
        var last = Customer("last", now);
        db.Customers.AddRange(many, last);
        db.Subscriptions.AddRange(Enumerable.Range(1, count).Select(i => Order($"M{i:D5}", i == count ? last : many, now)));
        await db.SaveChangesAsync();
        return last.Id;
    });

    private static Customer Customer(string name, DateTimeOffset now) =>
        Customers.Customer.Create(new CustomerTerms(name, $"{name}@example.com", "en", "Europe/Rome", "EUR"), now);

    private static Subscription Order(string number, Customer customer, DateTimeOffset now)
    {
        var name = new Dictionary<string, string> { ["en"] = "Pro" };
        var terms = new QuotationTerms(
            Guid.CreateVersion7(), name, new BillingPeriod(PeriodUnit.Month, 1, PeriodCalendar.Gregorian), [new LineTerms(null, name, 1, 40, true, "")], null, OrderTerms.None);
        var order = Subscription.Quote(number, customer, terms, SomeEvents.Staff, now);
        order.Confirm(SomeEvents.Staff, now);
        return order;
    }
}
