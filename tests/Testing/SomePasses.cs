using Contracts.Events;
using static Testing.SomeEvents;

namespace Testing;

/// <summary>Events of class passes as Subscriptions publishes them, with what a test does not care about filled in.</summary>
public static class SomePasses
{
    private static readonly Dictionary<string, string> Name = new() { ["en"] = "Standard", ["pl"] = "Standardowy" };

    private static readonly Dictionary<string, string> Yoga = new() { ["en"] = "Yoga", ["pl"] = "Joga" };

    public static Subject Pass(string number = "P00008") => Subject.Pass(Guid.CreateVersion7(), number, Name);

    /// <summary>Eight classes for 320.00, sold without a discount.</summary>
    /// <param name="payment">card_on_file, transfer, none, or desk and a method: "desk cash".</param>
    /// <param name="percent">Of a discount; null where it is an amount, or there is none.</param>
    public static PassSold PassSold(
        Subject? pass = null, EventCustomer? customer = null, string payment = "transfer", decimal price = 320, decimal discount = 0, decimal? percent = null,
        string taxCode = "", string currency = "EUR", bool awaitsPayment = false)
    {
        pass ??= Pass();
        customer ??= Customer();
        var words = payment.Split(' ');
        return new PassSold(
            Guid.CreateVersion7(), pass.Id, Staff, Morning, pass, customer, State(awaitsPayment ? "awaiting_payment" : "active"), [customer], Guid.CreateVersion7(), Name, Yoga, 8,
            new EventMoney(currency, price), new EventMoney(currency, discount), percent, new EventMoney(currency, price - discount), taxCode,
            new EventPassPayment(words[0], words.Length > 1 ? words[1] : "", words.Length > 1 ? "R-17" : ""), awaitsPayment) { Sequence = 1 };
    }

    /// <summary>Taken back with so many of its eight classes left.</summary>
    public static PassWithdrawn PassWithdrawn(PassSold sold, int unused, decimal credit, string settlement = "account_credit") => new(
        Guid.CreateVersion7(), sold.AggregateId, Staff, Morning.AddDays(3), sold.Subject, sold.Customer, State("withdrawn", 8 - unused, 0), unused, 8, sold.Total,
        new EventMoney(sold.Total.Currency, credit), settlement, "Moves away") { Sequence = 3 };

    /// <summary>Of eight classes from 15 January to 14 February.</summary>
    public static EventPass State(string state, int used = 0, int? remaining = null) =>
        new(state, Day("2026-01-15"), Day("2026-02-15"), Day("2026-02-22"), 8, used, remaining ?? 8 - used);
}
