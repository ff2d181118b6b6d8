using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Subject = Contracts.Events.Subject;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class EventOrderOnSqlite() : EventOrderTests(DatabaseProvider.Sqlite);

public sealed class EventOrderOnPostgres() : EventOrderTests(DatabaseProvider.Postgres);

/// <summary>
/// The start of a period, changes within it and a close after them reach Billing in whatever order: invoices, credit notes, taxes and account
/// credit come out as in the right one.
/// </summary>
public abstract class EventOrderTests(DatabaseProvider database)
{
    [Theory]
    [InlineData("none")]
    [InlineData("prorated")]
    [InlineData("full")]
    public async Task Money_ends_the_same_whatever_the_order(string credit)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        await billing.TaxRate();
        // The account pays nothing, all, and a part of what is billed.
        foreach (var (right, given) in new[] { ("PU", 0), ("PUC", 0), ("PUC", 100), ("PUDC", 60) })
        {
            var expected = await Outcome(billing, right, credit, given);
            foreach (var order in Orders(right))
            {
                (await Outcome(billing, order, credit, given)).ShouldBe(expected, order);
            }
        }

        await billing.FindsNothing();
    }

    [Theory]
    [InlineData("prorated")]
    [InlineData("full")]
    public async Task What_was_paid_by_card_comes_back_the_same_when_the_close_overtakes_the_change(string credit)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        await billing.TaxRate();

        (await PaidByCard(billing, "PCU", credit)).ShouldBe(await PaidByCard(billing, "PUC", credit));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task An_event_that_is_early_makes_nothing_until_those_before_it_are_applied()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        await billing.TaxRate();
        var story = new Story("PU", "none");

        await billing.Deliver(story['U']);
        (await billing.InvoicesOf(story.Order.Id)).ShouldBeEmpty();
        await billing.Deliver(story['P']);
        await billing.Applied(story['U']);

        var invoices = (await billing.InvoicesOf(story.Order.Id)).OrderBy(i => i.PeriodStart.ToDateOnly()).ToList();
        // 27.10 and 40.65 with 22%.
        invoices.Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe([(48.80m, 33.06m), (49.59m, 0m)]);
        invoices.Select(i => i.Number).ShouldBe(["INV/2026/00001", "INV/2026/00002"]);
        (await billing.Service.Read(db => db.EarlyEvents.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_repeat_changes_nothing_whenever_it_comes()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        await billing.TaxRate();
        var story = new Story("PUC", "prorated");
        await billing.Deliver(story['C']);
        await billing.ForgetInbox();
        await billing.Deliver(story['C']);
        await billing.Deliver(story['P']);
        await billing.ForgetInbox();
        await billing.Deliver(story['P']);
        await billing.Deliver(story['U']);
        await billing.Applied(story['C']);
        var before = await Facts(billing, story);

        foreach (var each in "PUC")
        {
            await billing.ForgetInbox();
            await billing.Deliver(story[each]);
        }

        (await Facts(billing, story)).ShouldBe(before);
        await billing.FindsNothing();
    }

    /// <summary>Every order of the events but the right one.</summary>
    private static IEnumerable<string> Orders(string right) => Shuffles("", right).Where(order => order != right);

    private static IEnumerable<string> Shuffles(string begun, string rest) =>
        rest.Length == 0 ? [begun] : rest.SelectMany(each => Shuffles(begun + each, rest.Replace(each.ToString(), "", StringComparison.Ordinal)));

    /// <summary>All that money has become of an order, without numbers, which follow the order in which events are handled.</summary>
    private static async Task<string> Outcome(BillingUnderTest billing, string order, string credit, decimal given)
    {
        var story = new Story(order, credit);
        await billing.Deliver(CustomerChanged(story.Customer));
        if (given > 0)
        {
            await billing.Give(story.Customer.Id, given);
        }

        await Deliver(billing, story, order);
        return await Facts(billing, story);
    }

    private static async Task<string> PaidByCard(BillingUnderTest billing, string order, string credit)
    {
        var story = new Story(order, credit, "refund");
        await billing.AddCard(story.Customer.Id, TestCards.Good);
        await billing.Charged((await billing.Bill((PeriodStarted)story['P'])).Id);
        foreach (var e in order[1..])
        {
            await billing.Deliver(story[e]);
            if (order[^1] == e)
            {
                await billing.Applied(story[order.Length]);
            }

            await billing.Service.RunDueWork();
            await Eventually.Async(
                async () => (await billing.InvoicesOf(story.Order.Id)).All(i => i.Attempts.All(a => a.State is not (Wire.PaymentAttemptState.Waiting or Wire.PaymentAttemptState.InProgress))
                    && i.Refunds.All(r => r.State == Wire.RefundState.Succeeded)),
                "all charges and refunds to be over");
        }

        var invoices = await billing.InvoicesOf(story.Order.Id);
        var kept = invoices.Sum(i => i.AmountPaid.ToDecimal()) - invoices.SelectMany(i => i.Refunds).Sum(r => r.Amount.ToDecimal());
        return $"{kept} kept; {await billing.CreditOf(story.Customer.Id)} on the account; {string.Join(", ", invoices.OrderBy(i => i.PeriodStart.ToDateOnly()).Select(i => $"{i.Total.ToDecimal()} - {i.AmountCredited.ToDecimal()}, due {i.AmountDue.ToDecimal()}"))}";
    }

    /// <summary>Each event is handled before the next one comes; one that is early is kept.</summary>
    private static async Task Deliver(BillingUnderTest billing, Story story, string order)
    {
        foreach (var each in order)
        {
            await billing.Deliver(story[each]);
        }

        await billing.Applied(story[order.Length]);
    }

    private static async Task<string> Facts(BillingUnderTest billing, Story story)
    {
        var invoices = (await billing.InvoicesOf(story.Order.Id)).OrderBy(i => i.PeriodStart.ToDateOnly()).ToList();
        var notes = await billing.CreditNotesOf(story.Order.Id);
        var lines = invoices.Select(i =>
            $"{i.PeriodStart.ToDateOnly():O} {i.Kind} {i.State} {i.Total.ToDecimal()} credited {i.AmountCredited.ToDecimal()} due {i.AmountDue.ToDecimal()} from account {i.AccountCreditApplied.ToDecimal()}: "
            + string.Join(", ", notes.Where(n => n.InvoiceId == i.Id).Select(n => n.Total.ToDecimal()).Order()));
        return string.Join('\n', lines.Append($"account {await billing.CreditOf(story.Customer.Id)}"));
    }

    /// <summary>P: a month at 40.00 from 15 January. U: 60.00 from the 25th. D: 20.00 from 5 February. C: closed on the 10th.</summary>
    private sealed class Story
    {
        private readonly Dictionary<char, SubscriptionEvent> _events;

        /// <param name="events">In whatever order; numbered in the right one.</param>
        public Story(string events, string credit, string settlement = "account_credit")
        {
            Dictionary<char, SubscriptionEvent> all = new()
            {
                ['P'] = PeriodStarted(Order, Customer, lines: [Line(40, taxCode: "standard")]),
                ['U'] = Changed("2026-01-25", 60),
                ['D'] = Changed("2026-02-05", 20),
                ['C'] = Closed(Order, Customer, "2026-02-10", credit) with { Settlement = settlement },
            };
            _events = all.Where(e => events.Contains(e.Key)).Select((e, i) => (e.Key, Event: e.Value with { Sequence = i + 1 })).ToDictionary(e => e.Key, e => e.Event);
        }

        public Subject Order { get; } = SomeEvents.Order();

        public EventCustomer Customer { get; } = SomeEvents.Customer();

        public SubscriptionEvent this[char which] => _events[which];

        public SubscriptionEvent this[int sequence] => _events.Values.Single(e => e.Sequence == sequence);

        private SubscriptionChanged Changed(string day, decimal price)
        {
            var terms = new EventPlanTerms(Order.Name, 1, new EventMoney("EUR", price), new EventInterval("month", 1, "gregorian"), null);
            var rest = new ChangeProration(Guid.CreateVersion7(), Day("2026-01-15"), Day(day), Day("2026-02-15"), 31, "EUR", [Line(price, taxCode: "standard")], null);
            return new SubscriptionChanged(Guid.CreateVersion7(), Order.Id, Staff, Morning, Order, Customer, terms, terms, rest);
        }
    }
}
