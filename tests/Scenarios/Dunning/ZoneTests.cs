using System.Globalization;
using Contracts.Events;
using BillingWire = Contracts.Billing.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>domain.md "Dunning": days are those of the customer's zone, and what comes on a later day than the failure is done at 9:00 there, over a change of the clock too.</summary>
public sealed class ZoneTests
{
    /// <summary>The clock goes forward in Warsaw on 29 March, in New York on 8 March, and back in Lord Howe, by half an hour, on 5 April.</summary>
    private static readonly (string Who, string Zone, string FirstDay)[] Places =
    [
        ("kiritimati", "Pacific/Kiritimati", "2026-03-21"),
        ("pago", "Pacific/Pago_Pago", "2026-03-19"),
        ("warsaw", "Europe/Warsaw", "2026-03-20"),
        ("lordhowe", "Australia/Lord_Howe", "2026-03-20"),
    ];

    [Fact]
    public async Task Each_step_comes_at_nine_on_its_day_where_the_customer_is()
    {
        await using var world = await DunningWorld.At("2026-03-20");
        var plan = await world.Plan(BillingWire.DunningFinalAction.Close);
        var orders = new List<Contracts.Subscriptions.V1.Subscription>();
        foreach (var (who, zone, _) in Places)
        {
            orders.Add(await world.Subscribe(who, plan, TestCards.Lost, timeZone: zone));
        }

        await world.World.Settle();
        // A second before each moment nothing of it has happened.
        while (await world.Next() is { } next)
        {
            await world.World.WakeUpAt($"{next.AddSeconds(-1):O}");
            await world.World.WakeUpAt($"{next:O}");
        }

        var mails = await world.Mails();
        var steps = await world.World.Raised<DunningStepDue>();
        var closed = await world.World.Raised<SubscriptionClosed>();
        var restricted = await world.World.Raised<SubscriptionRestricted>();
        foreach (var ((who, zone, first), order) in Places.Zip(orders))
        {
            var begins = Dates.Day(first);
            mails.Where(mail => mail.To == $"{who}@example.com" && (mail.Template.StartsWith("payment", StringComparison.Ordinal) || mail.Template.EndsWith("notice", StringComparison.Ordinal)))
                .Select(mail => (Local(mail.CreateTime.ToDateTimeOffset(), zone), mail.Template)).Order().Skip(1)
                .ShouldBe([At(3, "payment_failed_2"), At(7, "payment_failed_3"), At(11, "restriction_notice"), At(18, "final_notice")], who);
            var own = Guid.Parse(order.Id);
            steps.Where(e => e.Source!.Id == own && e.Template == "restriction_notice").ShouldHaveSingleItem().RestrictDate.ShouldBe(begins.AddDays(14), who);
            Local(restricted.Single(e => e.AggregateId == own).OccurredAt, zone).ShouldBe(At(14, "").Item1, who);
            Local(closed.Single(e => e.AggregateId == own).OccurredAt, zone).ShouldBe(At(21, "").Item1, who);

            (string, string) At(int day, string template) => ($"{begins.AddDays(day):yyyy-MM-dd} 09:00", template);
        }
    }

    private static string Local(DateTimeOffset at, string zone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
