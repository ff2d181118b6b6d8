using Contracts.Events;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;
using Subscriptions.Customers;
using Subscriptions.Orders;
using Subscriptions.Time;

namespace Subscriptions.Tests.Support;

/// <summary>Orders without a database.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    public static Subscription Quotation(
        decimal price = 40, int quantity = 1, PeriodUnit unit = PeriodUnit.Month, int count = 1, string currency = "EUR", string timeZone = "Europe/Rome", DateOnly? start = null,
        OrderTerms? agreed = null, PeriodCalendar calendar = PeriodCalendar.Gregorian)
    {
        var customer = Customer.Create(new CustomerTerms("Ada", "ada@example.com", "en", timeZone, currency), Now);
        var name = new Dictionary<string, string> { ["en"] = "Pro" };
        var terms = new QuotationTerms(
            Guid.CreateVersion7(), name, new BillingPeriod(unit, count, calendar), [new LineTerms(null, name, quantity, price, true, ""), new LineTerms(Guid.CreateVersion7(), name, 1, 100, false, "")], start,
            agreed ?? OrderTerms.None);
        return Subscription.Quote("S00001", customer, terms, SomeEvents.Staff, Now);
    }

    public static Subscription Confirmed(DateTimeOffset? now = null)
    {
        var order = Quotation();
        order.Confirm(SomeEvents.Staff, now ?? Now);
        return order;
    }

    /// <summary>Some days of trial, some periods of term, a day of the month.</summary>
    public static OrderTerms Agreed(int trial = 0, int term = 0, bool renews = false, int notice = 14, int billingDay = 0) => new(trial, term, renews, notice, billingDay);

    /// <summary>As the due work closes an order whose term is over.</summary>
    public static CloseDecision AtEndOfTerm => new(CloseWhen.Now, null, null, SystemCloseReasons.EndOfTerm, new Dictionary<string, string> { ["en"] = "End of term" }, "", ClosingCredit.None);

    public static void UndoClose(this Subscription order, EventActor actor, DateTimeOffset now) => order.UndoClose(AtEndOfTerm, actor, now);

    public static CloseDecision Decision(CloseWhen when = CloseWhen.Now, DateOnly? date = null) =>
        new(when, date, null, "", new Dictionary<string, string> { ["en"] = "Moved" }, "", ClosingCredit.None);
}
