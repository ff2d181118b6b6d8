using Contracts.Common.V1;
using Subscriptions.Time;
using BillingWire = Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>
/// Customers move between extreme time zones on the first day of a weekly period, on its last and at its exclusive end, and then change, close, or pause and
/// resume: what is billed anew, credited or kept lies between nothing and the seven days that were billed (domain.md C15b).
/// </summary>
public sealed class ZoneMoveTests
{
    private const string Start = "2026-03-10";
    private const string End = "2026-03-17";

    private static readonly (string From, string To)[] Moves =
    [
        ("Pacific/Apia", "Pacific/Honolulu"), ("Pacific/Honolulu", "Pacific/Apia"), ("Pacific/Kiritimati", "Pacific/Pago_Pago"), ("Pacific/Pago_Pago", "Pacific/Kiritimati"),
    ];

    [Fact]
    public async Task No_day_is_billed_given_back_or_kept_that_was_not_billed_before_or_was_used()
    {
        await using var world = await World.At("2026-03-08T00:00:00Z");
        var plan = await world.Plan(price: 70, unit: IntervalUnit.Week);
        List<Case> cases = [];
        foreach (var (from, to) in Moves)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(from);
            var (start, end) = (CivilTime.StartOfDay(Dates.Day(Start), zone), CivilTime.StartOfDay(Dates.Day(End), zone));
            foreach (var at in new[] { start.AddMinutes(30), end.AddMinutes(-30), end })
            {
                var customer = await world.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest
                {
                    Customer = new Wire.Customer { Name = "Ada", Email = $"ada{cases.Count}@example.com", Language = "en", TimeZone = from, CurrencyCode = "EUR" },
                });
                var orders = new Dictionary<What, Wire.Subscription>();
                foreach (var what in Enum.GetValues<What>())
                {
                    var quotation = await world.Orders.CreateSubscriptionAsync(
                        new() { Subscription = new Wire.Subscription { CustomerId = customer.Id, PlanId = plan.Id, StartDate = Dates.On(Start) } });
                    orders[what] = await world.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });
                }

                // The calendar goes forward, but not back.
                var day = Later(CivilTime.DateAt(at, zone), CivilTime.DateAt(at, TimeZoneInfo.FindSystemTimeZoneById(to)));
                cases.Add(new Case(customer, to, at, day, orders));
            }
        }

        foreach (var moment in cases.GroupBy(c => c.At).OrderBy(g => g.Key))
        {
            await world.WakeUpAt($"{moment.Key.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z");
            foreach (var c in moment)
            {
                c.Customer.TimeZone = c.To;
                await world.Customers.UpdateCustomerAsync(new() { Customer = c.Customer, UpdateMask = new() { Paths = { "time_zone" } } });
                await world.Settle();
                foreach (var (what, order) in c.Orders)
                {
                    await Act(world, what, order);
                }
            }
        }

        await world.WakeUpAt("2026-03-17T12:00:00Z");
        foreach (var c in cases)
        {
            foreach (var (what, order) in c.Orders)
            {
                await Check(world, what, order, c);
            }
        }

        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    private static async Task Act(World world, What what, Wire.Subscription order)
    {
        switch (what)
        {
            case What.Change:
                var preview = await world.Orders.PreviewChangeAsync(new() { Id = order.Id, Quantity = 2, When = Wire.ChangeWhen.Now });
                preview.Credit.ToDecimal().ShouldBeInRange(0, 70);
                preview.Charge.Total.ToDecimal().ShouldBeInRange(20, 140);
                await world.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, Quantity = 2, When = Wire.ChangeWhen.Now });
                break;
            case What.PauseAndResume:
                await world.Orders.PauseSubscriptionAsync(new() { Id = order.Id });
                await world.Orders.ResumeSubscriptionAsync(new() { Id = order.Id });
                break;
            default:
                var credit = Enum.Parse<Wire.ClosingCredit>($"{what}"["Close".Length..]);
                await world.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", Credit = credit, IssueCreditAtOnce = true });
                break;
        }
    }

    private static async Task Check(World world, What what, Wire.Subscription order, Case c)
    {
        var why = $"{what}, {c}";
        var billed = await world.Billed(order);
        foreach (var invoice in billed)
        {
            var days = invoice.PeriodEnd.ToDateOnly()!.Value.DayNumber - invoice.PeriodStart.ToDateOnly()!.Value.DayNumber;
            days.ShouldBeInRange(1, 7, why);
            invoice.Total.ToDecimal().ShouldBe(10 * invoice.Lines[0].Quantity * days, why);
        }

        // The period that was running then: nothing is credited of the one before, and of this one what had not been reached.
        var running = billed.Last(i => i.PeriodStart.ToDateOnly() <= c.Day && i.Kind == BillingWire.InvoiceKind.Period);
        var left = running.PeriodEnd.ToDateOnly()!.Value.DayNumber - c.Day.DayNumber;
        left.ShouldBeInRange(1, 7, why);
        billed.Where(i => i.Id != running.Id).Sum(i => i.AmountCredited.ToDecimal()).ShouldBe(0, why);
        running.AmountCredited.ToDecimal().ShouldBe(
            what switch
            {
                What.Change or What.CloseProrated => 10 * left,
                What.CloseFull => 70,
                _ => 0,
            }, why);
        if (what == What.Change)
        {
            var change = billed.Single(i => i.Kind == BillingWire.InvoiceKind.Change);
            (change.Total.ToDecimal(), change.PeriodEnd).ShouldBe((20 * left, running.PeriodEnd), why);
        }
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private enum What
    {
        Change,
        CloseNone,
        CloseProrated,
        CloseFull,
        PauseAndResume,
    }

    /// <param name="At">When the customer moves.</param>
    /// <param name="Day">On which what is done then takes effect.</param>
    private sealed record Case(Wire.Customer Customer, string To, DateTimeOffset At, DateOnly Day, Dictionary<What, Wire.Subscription> Orders)
    {
        public override string ToString() => $"to {To} at {At:u}, {Day:O}";
    }
}
