using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Subject = Contracts.Events.Subject;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class SkippedEventsOnSqlite() : SkippedEventTests(DatabaseProvider.Sqlite);

public sealed class SkippedEventsOnPostgres() : SkippedEventTests(DatabaseProvider.Postgres);

/// <summary>
/// An event that cannot be applied is parked, and what follows it of its subscription waits until staff retry or skip it; then the rest follows at once,
/// and credits of what is billed in fact. The story is a month at 40.00 from 15 January, closed on 10 February; what no tax rate is known for is parked.
/// </summary>
public abstract class SkippedEventTests(DatabaseProvider database) : IAsyncLifetime
{
    private const string Nowhere = "luxury";

    private readonly Subject _order = Order();
    private readonly EventCustomer _customer = Customer();
    private BillingUnderTest _billing = null!;

    private Wire.ParkedWorkService.ParkedWorkServiceClient Parking =>
        _billing.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(_billing.Service.Tokens.Staff("billing"));

    public async Task InitializeAsync() => _billing = await BillingUnderTest.Start(database: database);

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Theory]
    [InlineData("full", true, 40)]
    [InlineData("full", false, 40)]
    [InlineData("prorated", true, 6.45)]
    [InlineData("prorated", false, 6.45)]
    public async Task A_close_gives_back_of_what_is_billed_when_the_last_change_is_skipped(string credit, bool closedFirst, decimal given)
    {
        await _billing.Deliver(Period(1));
        var up = Upgrade(2);
        await Park(up);
        var close = Close(credit, 3);

        if (closedFirst)
        {
            await _billing.Deliver(close);
            (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();
            await Skip(up);
        }
        else
        {
            await Skip(up);
            (await Preview(credit)).Credit.ToDecimal().ShouldBe(given);
            await _billing.Deliver(close);
        }

        await _billing.Applied(close);
        (await _billing.CreditNotesOf(_order.Id)).ShouldHaveSingleItem().Total.ToDecimal().ShouldBe(given);
        (await _billing.InvoicesOf(_order.Id)).ShouldHaveSingleItem().AmountDue.ToDecimal().ShouldBe(40 - given);
        await NothingIsFoundLater();
    }

    [Theory]
    [InlineData("full", 40, 6.45)]
    [InlineData("prorated", 12.90, 3.23)]
    public async Task A_later_change_gives_back_of_what_is_billed_and_the_close_of_that_change(string credit, decimal ofPeriod, decimal ofChange)
    {
        await _billing.Deliver(Period(1));
        var (up, down, close) = (Upgrade(2), Change(3, "2026-02-05", "2026-01-15", price: 20), Close(credit, 4));
        await Park(up);
        await _billing.Deliver(close);
        await _billing.Deliver(down);
        (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();

        await Skip(up);
        await _billing.Applied(close);

        var invoices = (await _billing.InvoicesOf(_order.Id)).OrderBy(i => i.PeriodStart.ToDateOnly()).ToList();
        invoices.Select(i => i.AmountCredited.ToDecimal()).ShouldBe([ofPeriod, ofChange]);
        await NothingIsFoundLater();
    }

    [Fact]
    public async Task What_waits_behind_a_parked_event_follows_when_it_is_retried()
    {
        await _billing.Deliver(Period(1));
        var (up, close) = (Upgrade(2), Close("full", 3));
        await Park(up);
        await _billing.Deliver(close);
        (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();

        await _billing.TaxRate(Nowhere);
        await Parking.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = await ParkedId(up) });
        await _billing.Applied(close);

        // 40.65 with 22% tax.
        (await _billing.InvoicesOf(_order.Id)).Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe([(40m, 40m), (49.59m, 49.59m)], ignoreOrder: true);
        await NothingIsFoundLater();
    }

    /// <summary>The period that was to begin with the change was never billed: of it nothing can be credited, of the one before it what the change took away.</summary>
    [Fact]
    public async Task The_whole_of_a_period_that_a_skipped_change_began_is_the_rest_of_the_one_before()
    {
        await _billing.Deliver(Period(1));
        var (up, close) = (Change(2, "2026-01-25", "2026-01-25", Nowhere), Close("full", 3, "2026-01-25"));
        await Park(up);
        await _billing.Deliver(close);
        await Skip(up);
        await _billing.Applied(close);

        var line = (await _billing.CreditNotesOf(_order.Id)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        (line.Arithmetic, line.Amount.ToDecimal()).ShouldBe(("21 of 31 days x 40.00", 27.10m));
        await NothingIsFoundLater();
    }

    [Fact]
    public async Task A_subscription_that_waits_for_long_is_found_until_its_event_is_retried()
    {
        await _billing.Deliver(Period(1));
        var (up, close) = (Upgrade(2), Close("full", 3));
        await Park(up);
        await _billing.Deliver(close);

        (await Findings()).ShouldBeEmpty();
        _billing.Clock.Advance(TimeSpan.FromMinutes(61));
        var finding = (await Findings()).ShouldHaveSingleItem();
        (finding.Rule, finding.ItemNumber, finding.Detail).ShouldBe(("EVENT_MISSING", _order.Number, "1 events wait for the one before number 3: look for it in the parked work."));

        await _billing.TaxRate(Nowhere);
        await Parking.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = await ParkedId(up) });
        await _billing.Applied(close);
        (await Findings()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_close_gives_nothing_back_of_a_period_that_was_skipped()
    {
        var (period, close) = (Period(1, Nowhere), Close("prorated", 2));
        await Park(period);
        await _billing.Deliver(close);

        await Skip(period);
        await _billing.Applied(close);

        (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();
        await NothingIsFoundLater();
    }

    [Fact]
    public async Task After_a_skipped_period_the_next_ones_follow_and_nothing_is_found()
    {
        var second = Period(2, Nowhere) with { PeriodIndex = 1, PeriodStart = Day("2026-02-15"), PeriodEnd = Day("2026-03-15"), FullPeriodDays = 28 };
        var third = Period(3) with { PeriodIndex = 2, PeriodStart = Day("2026-03-15"), PeriodEnd = Day("2026-04-15") };
        await _billing.Deliver(Period(1));
        await Park(second);
        await _billing.Deliver(third);
        (await _billing.InvoicesOf(_order.Id)).ShouldHaveSingleItem();

        await Skip(second);
        await _billing.Applied(third);

        (await _billing.InvoicesOf(_order.Id)).Select(i => i.PeriodStart.ToDateOnly()).Order().ShouldBe([Day("2026-01-15"), Day("2026-03-15")]);
        await NothingIsFoundLater();
    }

    /// <summary>A change to periods of another length begins one, so the next is the third.</summary>
    [Theory]
    [InlineData("", 3)]
    [InlineData(Nowhere, 2)]
    public async Task After_a_change_that_began_a_period_the_next_ones_follow_and_nothing_is_found(string taxCode, int invoices)
    {
        var change = Change(2, "2026-01-25", "2026-01-25", taxCode);
        var third = Period(3) with { PeriodIndex = 2, PeriodStart = Day("2026-02-15"), PeriodEnd = Day("2026-03-15"), FullPeriodDays = 28 };
        await _billing.Deliver(Period(1));
        if (taxCode.Length > 0)
        {
            await Park(change);
            await Skip(change);
        }
        else
        {
            await _billing.Deliver(change);
        }

        await _billing.Deliver(third);

        (await _billing.InvoicesOf(_order.Id)).Count.ShouldBe(invoices);
        await NothingIsFoundLater();
    }

    /// <summary>Such as one of a later version, whose lines are told otherwise.</summary>
    [Fact]
    public async Task What_waits_behind_an_event_that_is_not_readable_follows_when_it_is_skipped()
    {
        var (period, change, close) = (Period(1), Upgrade(2), Close("prorated", 3));
        await _billing.Deliver(period);
        await Park(change);
        await _billing.Service.Read(db => db.ParkedMessages.ExecuteUpdateAsync(set => set.SetProperty(m => m.Body, m => m.Body.Replace("\"proration\": {", "\"proration\": 7, \"before\": {").Replace("\"proration\":{", "\"proration\":7,\"before\":{"))));
        await _billing.Deliver(close);

        await Skip(change);
        await _billing.Applied(close);

        (await _billing.CreditNotesOf(_order.Id)).ShouldHaveSingleItem().Total.ToDecimal().ShouldBe(6.45m);
    }

    [Fact]
    public async Task Parked_work_says_whose_event_it_is_and_what_waits_behind_it()
    {
        await _billing.Deliver(Period(1));
        var (up, close) = (Upgrade(2), Close("full", 3));
        await Park(up);
        await _billing.Deliver(close);

        var parked = (await Parking.ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.ShouldHaveSingleItem();
        (parked.EventType, parked.SubjectNumber).ShouldBe(("SubscriptionChanged", _order.Number));
        parked.WaitingEventTypes.ShouldBe(["SubscriptionClosed"]);
        parked.Error.ShouldContain(Nowhere);
        (await Parking.GetParkedWorkAsync(new GetParkedWorkRequest { Id = parked.Id })).WaitingEventTypes.ShouldBe(["SubscriptionClosed"]);
    }

    private PeriodStarted Period(int sequence, string taxCode = "") => PeriodStarted(_order, _customer, lines: [Line(40, taxCode: taxCode)]) with { Sequence = sequence };

    private SubscriptionChanged Upgrade(int sequence) => Change(sequence, "2026-01-25", "2026-01-15", Nowhere);

    private SubscriptionChanged Change(int sequence, string day, string periodStart, string taxCode = "", decimal price = 60)
    {
        var terms = new EventPlanTerms(_order.Name, 1, new EventMoney("EUR", price), new EventInterval("month", 1, "gregorian"), null);
        var rest = new ChangeProration(Guid.CreateVersion7(), Day(periodStart), Day(day), Day("2026-02-15"), 31, "EUR", [Line(price, taxCode: taxCode)], null);
        return new SubscriptionChanged(Guid.CreateVersion7(), _order.Id, Staff, Morning, _order, _customer, terms, terms, rest) { Sequence = sequence };
    }

    private SubscriptionClosed Close(string credit, int sequence, string periodStart = "2026-01-15") =>
        Closed(_order, _customer, "2026-02-10", credit, periodStart) with { Sequence = sequence };

    private async Task<Wire.PreviewClosingCreditResponse> Preview(string credit) =>
        await _billing.AsApplication().PreviewClosingCreditAsync(new Wire.PreviewClosingCreditRequest
        {
            SubscriptionId = _order.Id.ToString(), CurrencyCode = "EUR", PeriodStart = TaxWords.On("2026-01-15"), EndDate = TaxWords.On("2026-02-10"),
            Credit = credit == "full" ? Wire.ClosingCreditKind.Full : Wire.ClosingCreditKind.Prorated,
        });

    /// <summary>It is tried until its tries are used up.</summary>
    private async Task Park(IEvent e)
    {
        await _billing.Service.Publish(e);
        await Eventually.Async(() => _billing.Service.Read(db => db.ParkedMessages.AnyAsync(m => m.EventId == e.EventId)), "the event to be parked");
    }

    private async Task<string> ParkedId(IEvent e) =>
        (await Parking.ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.Single(p => p.ItemId == e.EventId.ToString()).Id;

    private async Task Skip(IEvent e) =>
        await Parking.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = await ParkedId(e), Reason = "Agreed by telephone" });

    private async Task<IReadOnlyList<SelfCheckFinding>> Findings() => (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings;

    private async Task NothingIsFoundLater()
    {
        _billing.Clock.Advance(TimeSpan.FromDays(1));
        (await Findings()).ShouldBeEmpty();
    }
}
