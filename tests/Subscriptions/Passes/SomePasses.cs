using Contracts.Events;
using Subscriptions.Customers;
using Subscriptions.Passes;

namespace Subscriptions.Tests.Passes;

/// <summary>Passes without a database.</summary>
internal static class SomePasses
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    private static int _serial;

    public static PassTerms Terms(
        int classes = 8, PassValidityUnit unit = PassValidityUnit.Month, int count = 1, int grace = 0, PassStart start = PassStart.Sale, Guid? type = null,
        bool lateCancelCounts = true, bool noShowCounts = true) =>
        new(classes, unit, count, type, Overlapping: false, Shared: true, grace, start, lateCancelCounts, 12, noShowCounts, CustomersMayFreeze: true, MaximumFreezeDays: 30, "");

    public static Customer Client(string name = "Ada", string zone = "Europe/Rome", string currency = "EUR") =>
        Customer.Create(new CustomerTerms(name, $"{name}@example.com", "en", zone, currency), Now);

    public static Pass Sold(
        PassTerms? terms = null, Customer? buyer = null, decimal price = 40, decimal discount = 0, DateOnly? start = null, bool awaitsPayment = false, DateTimeOffset? now = null,
        params Customer[] holders)
    {
        buyer ??= Client();
        var name = new Dictionary<string, string> { ["en"] = "Standard" };
        var sale = new PassSale(
            Guid.CreateVersion7(), name, terms ?? Terms(), new Dictionary<string, string>(), price, discount, null, start, PassPayment.Cash, "");
        return Pass.Sell(++_serial, buyer, holders.Length > 0 ? holders : [buyer], sale, awaitsPayment, SomeEvents.Staff, now ?? Now);
    }

    /// <summary>What a period that starts now brings.</summary>
    public static Pass Granted(PassTerms terms, Customer client)
    {
        var name = new Dictionary<string, string> { ["en"] = "Standard" };
        var template = PassTemplate.Create(
            new PassTemplateChanged(
                Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, Now, name, name, false, new EventMoney("EUR", 40),
                new EventPassTerms(8, "month", 1, null, false, false, 0, "sale", true, 0, true, false, 0, ""), false, false),
            Now);
        var start = Subscriptions.Time.CivilTime.DateAt(Now, client.Zone);
        var period = new StartedPeriod(Guid.CreateVersion7(), "S00042", client.Id, Guid.CreateVersion7(), 0, start, start.AddMonths(1), false, 1);
        return Pass.Granted(++_serial, client, new GrantedPass(template, terms, PassGrant.Of(GrantingOrder.Create(period.SubscriptionId, Now), period, endsWithPeriod: true)), Now);
    }

    public static VisitFacts At(DateTimeOffset at, VisitState state = VisitState.Attended, Guid? type = null, DateTimeOffset? cancelled = null) =>
        new(type, new Dictionary<string, string>(), at, state, cancelled ?? (state == VisitState.LateCancel ? at : null));

    public static Visit Use(this Pass pass, DateTimeOffset at, DateTimeOffset? now = null) => pass.Use(pass.Customer, At(at), SomeEvents.Staff, now ?? at);

    public static IReadOnlyList<TEvent> Events<TEvent>(this Pass pass)
        where TEvent : IEvent => [.. ((IReadOnlyList<IEvent>)typeof(ServiceDefaults.Data.Entity)
            .GetProperty("Raised", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(pass)!).OfType<TEvent>()];
}
