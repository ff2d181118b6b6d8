using Contracts.Events;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>Events of class passes as Subscriptions publishes them.</summary>
internal static class SomePassEvents
{
    private static readonly IReadOnlyDictionary<string, string> Yoga = new Dictionary<string, string> { ["en"] = "Yoga" };

    /// <summary>Of eight classes, over on 15 February 2026.</summary>
    public static EventPass State(string state = "active", string? end = "2026-02-15", int used = 0, int remaining = 8) =>
        new(state, Day("2026-01-15"), end is null ? null : Day(end), end is null ? null : Day(end), 8, used, remaining);

    public static Subject Pass() => Subject.Pass(
        Guid.CreateVersion7(), "P00008", new Dictionary<string, string> { ["en"] = "Standard", ["pl"] = "Abonament Standard", ["fa"] = "استاندارد" });

    public static PassSold Sold(Subject pass, EventCustomer buyer, bool awaitsPayment = false, EventPass? state = null) => new(
        Guid.CreateVersion7(), pass.Id, Staff, Morning, pass, buyer, state ?? State(), [buyer], Guid.CreateVersion7(), pass.Name, Yoga, 8,
        new EventMoney("EUR", 50), new EventMoney("EUR", 10), null, new EventMoney("EUR", 40), "", new EventPassPayment("transfer", "", ""), awaitsPayment) { Sequence = 1 };

    public static PassGranted Granted(Subject pass, EventCustomer buyer, Subject order) => new(
        Guid.CreateVersion7(), pass.Id, Staff, Morning, pass, buyer, State(), order, Day("2026-01-15"), Day("2026-02-15"), Guid.CreateVersion7(), 8) { Sequence = 1 };

    public static PassActivated Activated(Subject pass, EventCustomer buyer) =>
        new(Guid.CreateVersion7(), pass.Id, Staff, Morning.AddMinutes(1), pass, buyer, State()) { Sequence = 2 };

    public static PassExtended Extended(Subject pass, EventCustomer buyer, bool sendMail, int bonus = 2) => new(
        Guid.CreateVersion7(), pass.Id, Staff, Morning.AddMinutes(4), pass, buyer, State(used: 1, remaining: 9), "expired", Day("2026-01-20"), bonus, 0, "Was ill", null, sendMail)
    {
        Sequence = 5,
    };

    public static PassExpiring Expiring(Subject pass, EventCustomer buyer) =>
        new(Guid.CreateVersion7(), pass.Id, Staff, Morning, pass, buyer, State(used: 5, remaining: 3), Day("2026-02-14")) { Sequence = 2 };

    /// <param name="end">Null: it has none.</param>
    public static PassRunningLow RunningLow(Subject pass, EventCustomer buyer, string? end = "2026-02-15") =>
        new(Guid.CreateVersion7(), pass.Id, Staff, Morning, pass, buyer, State(end: end, used: 7, remaining: 1)) { Sequence = 2 };

    public static PassExpired Expired(Subject pass, EventCustomer buyer) =>
        new(Guid.CreateVersion7(), pass.Id, Staff, Morning.AddMinutes(8), pass, buyer, State("expired", used: 5, remaining: 0), 3) { Sequence = 9 };

    /// <summary>A class that was missed for free, and the last one that was used, entered within one millisecond.</summary>
    public static IEnumerable<PassEvent> LastClass(Subject pass, EventCustomer buyer)
    {
        Guid SameMillisecond() => Guid.CreateVersion7(Morning);
        yield return new PassUsed(SameMillisecond(), pass.Id, Staff, Morning, pass, buyer, State(used: 7, remaining: 1), buyer, Id(), Morning, Yoga, "late_cancel", 0) { Sequence = 9 };
        yield return new PassUsed(SameMillisecond(), pass.Id, Staff, Morning, pass, buyer, State(used: 8, remaining: 0), buyer, Id(), Morning, Yoga, "attended", 1) { Sequence = 10 };
        yield return new PassUsedUp(SameMillisecond(), pass.Id, Staff, Morning, pass, buyer, State("used_up", used: 8, remaining: 0)) { Sequence = 11 };
    }

    /// <summary>One of each kind that the chatter tells of, a minute apart.</summary>
    public static IEnumerable<PassEvent> Life(Subject pass, EventCustomer buyer)
    {
        var eve = Customer("Eve");
        yield return Sold(pass, buyer);
        yield return Activated(pass, buyer);
        yield return new PassUsed(Id(), pass.Id, Staff, Morning.AddMinutes(2), pass, buyer, State(used: 1, remaining: 7), eve, Id(), Morning, Yoga, "no_show", 1) { Sequence = 3 };
        yield return new PassVisitUndone(Id(), pass.Id, Staff, Morning.AddMinutes(3), pass, buyer, State(), eve, Id(), Morning, 1, "Wrong Eve") { Sequence = 4 };
        yield return Extended(pass, buyer, sendMail: false);
        yield return new PassFrozen(Id(), pass.Id, Staff, Morning.AddMinutes(5), pass, buyer, State(), Day("2026-02-01"), Day("2026-02-08"), "Skiing") { Sequence = 6 };
        yield return new PassUnfrozen(Id(), pass.Id, Staff, Morning.AddMinutes(6), pass, buyer, State(), 7) { Sequence = 7 };
        yield return new PassUsedUp(Id(), pass.Id, Staff, Morning.AddMinutes(7), pass, buyer, State("used_up", used: 8, remaining: 0)) { Sequence = 8 };
        yield return Expired(pass, buyer);
        yield return new PassWithdrawn(
            Id(), pass.Id, Staff, Morning.AddMinutes(9), pass, buyer, State("withdrawn", used: 3, remaining: 0), 5, 8, new EventMoney("EUR", 40), new EventMoney("EUR", 25),
            "account_credit", "Moves away") { Sequence = 10 };
    }

    private static Guid Id() => Guid.CreateVersion7();
}
