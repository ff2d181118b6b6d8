using Contracts.Events;

namespace Testing;

/// <summary>Events as Subscriptions publishes them, with what a test does not care about filled in.</summary>
public static class SomeEvents
{
    public static readonly EventActor Staff = new("staff", "staff-1", "Maria Rossi");

    public static readonly DateTimeOffset Morning = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public static EventCustomer Customer(string name = "Ada Lovelace", string language = "en", string timeZone = "Europe/Rome", string email = "ada@example.com") =>
        new(Guid.CreateVersion7(), name, email, language, timeZone);

    public static EventActor AsActor(this EventCustomer customer) => new("customer", customer.Id.ToString(), customer.Name);

    public static Subject Order(string number = "S00042", string plan = "Pro") =>
        Subject.Subscription(Guid.CreateVersion7(), number, new Dictionary<string, string> { ["en"] = plan });

    public static Subject InvoiceSubject(string number = "INV/2026/00001") => Subject.Invoice(Guid.CreateVersion7(), number);

    public static EventCloseReason Reason(string text = "Too expensive", string comment = "") =>
        new("too_expensive", new Dictionary<string, string> { ["en"] = text, ["it"] = "Troppo caro" }, comment);

    public static PeriodLine Line(decimal price, int quantity = 1, bool recurring = true, string description = "Pro", string taxCode = "") =>
        new(new Dictionary<string, string> { ["en"] = description }, quantity, price, recurring, taxCode);

    /// <param name="percent">Null where it has an amount.</param>
    public static EventDiscount Discount(decimal? percent = null, decimal? amountOff = null, string code = "SPRING") =>
        new(code, new Dictionary<string, string> { ["en"] = "Spring sale" }, percent, amountOff);

    /// <summary>A full period.</summary>
    public static PeriodStarted PeriodStarted(
        Subject? order = null, EventCustomer? customer = null, string start = "2026-01-15", string end = "2026-02-15",
        string currency = "EUR", params PeriodLine[] lines)
    {
        order ??= Order();
        return new PeriodStarted(
            Guid.CreateVersion7(), order.Id, Staff, Morning, order, customer ?? Customer(), 0, Day(start), Day(end),
            Day(end).DayNumber - Day(start).DayNumber, currency, lines.Length > 0 ? lines : [Line(40)], null);
    }

    /// <param name="periodStart">Null when it closed before its start.</param>
    public static SubscriptionClosed Closed(
        Subject order, EventCustomer customer, string end = "2026-01-25", string credit = "none",
        string? periodStart = "2026-01-15", string? periodEnd = "2026-02-15", EventActor? actor = null, EventCloseReason? reason = null,
        DateTimeOffset? undoUntil = null) =>
        new(Guid.CreateVersion7(), order.Id, actor ?? Staff, Morning.AddMinutes(10), order, customer, "in_progress", Day(end), reason ?? Reason(), credit,
            periodStart is null ? null : Day(periodStart), periodEnd is null ? null : Day(periodEnd), "account_credit", undoUntil);

    public static CustomerChanged CustomerChanged(EventCustomer customer, string currency = "EUR", DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(), customer.Id, Staff, at ?? Morning, customer, currency);

    public static PlanChanged PlanChanged(string name = "Pro") => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        Staff,
        Morning,
        1,
        new Dictionary<string, string> { ["en"] = name },
        new EventInterval("month", 1, "gregorian"),
        new EventMoney("EUR", 1),
        "",
        new EventSelfService(true, false, false, false, false, false),
        new EventOfferedTerms(0, 0, false, 0, 0),
        new EventClosingPolicy("none", "account_credit"),
        0,
        false);

    public static ProductChanged ProductChanged() => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning, 1, new Dictionary<string, string> { ["en"] = "Seat" }, true, new EventMoney("EUR", 5), "", false);

    public static QuotationCreated QuotationCreated(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning, order, customer, new EventMoney("EUR", 40));

    public static QuotationSent QuotationSent(Subject order, EventCustomer customer, EventMoney? price = null, string unit = "month", int count = 1) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(1), order, customer, price ?? new EventMoney("EUR", 40), new EventInterval(unit, count, "gregorian"), null);

    public static QuotationCancelled QuotationCancelled(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(2), order, customer);

    public static SubscriptionConfirmed Confirmed(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(3), order, customer, Day("2026-01-15"), new EventMoney("EUR", 40), null);

    public static SubscriptionCloseScheduled CloseScheduled(
        Subject order, EventCustomer customer, string end = "2026-02-15", EventActor? actor = null, EventCloseReason? reason = null) =>
        new(Guid.CreateVersion7(), order.Id, actor ?? Staff, Morning.AddMinutes(4), order, customer, "in_progress", Morning.AddDays(30), Day(end), reason ?? Reason());

    public static SubscriptionCloseUndone CloseUndone(Subject order, EventCustomer customer, string end = "2026-02-15", EventActor? actor = null) =>
        new(Guid.CreateVersion7(), order.Id, actor ?? Staff, Morning.AddMinutes(5), order, customer, "in_progress", Day(end), false);

    public static SubscriptionCloseFinalised CloseFinalised(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddDays(3), order, customer);

    public static SubscriptionReactivated Reactivated(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(11), order, customer, Day("2026-01-15"), new EventMoney("EUR", 40), null);

    public static SubscriptionPaused Paused(Subject order, EventCustomer customer, string from) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(6), order, customer, "in_progress", Day(from), null, 0);

    public static SubscriptionResumed Resumed(Subject order, EventCustomer customer, string on) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(7), order, customer, Day(on), Day(on));

    public static SubscriptionToRenew ToRenew(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(12), order, customer, Day("2026-04-15"));

    public static SubscriptionChargeAhead ChargeAhead(Subject order, EventCustomer customer, bool afterTrial) => new(
        Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(12), order, customer, afterTrial, Day("2026-04-15"), new EventMoney("EUR", 40), new EventInterval("month", 6, "gregorian"), null);

    public static SubscriptionRenewed Renewed(Subject order, EventCustomer customer) =>
        new(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(13), order, customer, "to_renew", Day("2026-07-15"));

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
