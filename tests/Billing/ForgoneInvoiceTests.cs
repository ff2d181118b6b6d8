using Billing.Forgone;
using Billing.Invoices;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class ForgoneInvoiceOnSqlite() : ForgoneInvoiceTests(DatabaseProvider.Sqlite);

public sealed class ForgoneInvoiceOnPostgres() : ForgoneInvoiceTests(DatabaseProvider.Postgres);

/// <summary>
/// Somebody discards an event that asked for an invoice. Who waited for that invoice is told, and what a close gives back is of what is billed in fact.
/// The story is a month at 40.00 from 15 January, closed on 10 February; what no tax rate is known for is parked.
/// </summary>
public abstract class ForgoneInvoiceTests(DatabaseProvider database) : IAsyncLifetime
{
    private const string Nowhere = "luxury";

    private readonly EventOrder _order = Order();
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
    public async Task A_close_gives_back_of_what_is_billed_when_the_last_change_is_discarded(string credit, bool closedFirst, decimal given)
    {
        await _billing.Deliver(Period());
        var up = Upgrade(null, "2026-01-25", "2026-01-15");
        await Park(up);
        var close = Close(credit, up);

        if (closedFirst)
        {
            await _billing.Deliver(close);
            (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();
            await Discard(up);
        }
        else
        {
            await Discard(up);
            (await Preview(credit, up)).Credit.ToDecimal().ShouldBe(given);
            await _billing.Deliver(close);
        }

        (await _billing.CreditNotesOf(_order.Id)).ShouldHaveSingleItem().Total.ToDecimal().ShouldBe(given);
        (await _billing.InvoicesOf(_order.Id)).ShouldHaveSingleItem().AmountDue.ToDecimal().ShouldBe(40 - given);
        await NothingIsFoundLater();
    }

    [Theory]
    [InlineData("full", 40, 6.45)]
    [InlineData("prorated", 12.90, 3.23)]
    public async Task A_later_change_gives_back_of_what_is_billed_and_the_close_of_that_change(string credit, decimal ofPeriod, decimal ofChange)
    {
        await _billing.Deliver(Period());
        var up = Upgrade(null, "2026-01-25", "2026-01-15");
        var down = Change(up, "2026-02-05", "2026-01-15", 6.45m);
        await Park(up);
        await _billing.Deliver(Close(credit, down));
        await Discard(up);
        (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();

        await _billing.Deliver(down);

        var invoices = (await _billing.InvoicesOf(_order.Id)).OrderBy(i => i.PeriodStart.ToDateOnly()).ToList();
        invoices.Select(i => i.AmountCredited.ToDecimal()).ShouldBe([ofPeriod, ofChange]);
        await NothingIsFoundLater();
    }

    [Fact]
    public async Task The_change_before_a_discarded_one_is_waited_for()
    {
        await _billing.Deliver(Period());
        var up = Upgrade(null, "2026-01-25", "2026-01-15");
        var down = Change(up, "2026-02-05", "2026-01-15", 6.45m);
        await Park(up);
        await _billing.Deliver(Close("full", down));
        await Forgo(down);
        (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();

        await _billing.TaxRate(Nowhere);
        await Parking.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = await ParkedId(up) });

        // 40.65 with 22% tax.
        (await _billing.InvoicesOf(_order.Id)).Select(i => (i.Total.ToDecimal(), i.AmountCredited.ToDecimal())).ShouldBe([(40m, 40m), (49.59m, 49.59m)], ignoreOrder: true);
        await NothingIsFoundLater();
    }

    /// <summary>The period that was to begin with the change was never billed: of it nothing can be given back, of the one before it what the change took away.</summary>
    [Fact]
    public async Task The_whole_of_a_period_that_a_discarded_change_began_is_the_rest_of_the_one_before()
    {
        await _billing.Deliver(Period());
        var up = Upgrade(null, "2026-01-25", "2026-01-25");
        await Park(up);
        await _billing.Deliver(Close("full", up, "2026-01-25"));
        await Discard(up);

        var line = (await _billing.CreditNotesOf(_order.Id)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        (line.Arithmetic, line.Amount.ToDecimal()).ShouldBe(("21 of 31 days x 40.00", 27.10m));
        await NothingIsFoundLater();
    }

    [Fact]
    public async Task A_close_that_waits_for_long_is_found_until_its_invoice_is_there()
    {
        await _billing.Deliver(Period());
        var up = Upgrade(null, "2026-01-25", "2026-01-15");
        await Park(up);
        await _billing.Deliver(Close("full", up));

        (await Findings()).ShouldBeEmpty();
        _billing.Clock.Advance(TimeSpan.FromMinutes(61));
        var finding = (await Findings()).ShouldHaveSingleItem();
        (finding.Rule, finding.ItemNumber).ShouldBe(("CLOSING_CREDIT_WAITS", _order.Number));
        finding.Detail.ShouldContain($"of the change {up.Proration!.SourceId} within the period that began on 2026-01-15");

        await _billing.TaxRate(Nowhere);
        await Parking.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = await ParkedId(up) });
        (await Findings()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_close_whose_period_is_not_billed_is_found_unless_somebody_decided_that()
    {
        var period = Period(Nowhere);
        await Park(period);
        await _billing.Deliver(Close("prorated", null));
        _billing.Clock.Advance(TimeSpan.FromMinutes(61));
        (await Findings()).ShouldHaveSingleItem().Detail.ShouldContain("of the period that began on 2026-01-15");

        await Discard(period);

        (await Findings()).ShouldBeEmpty();
        (await _billing.CreditNotesOf(_order.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_discarded_period_the_next_ones_wait_for_nothing_and_nothing_is_found()
    {
        var (first, second) = (Period(), Period(Nowhere) with { PeriodIndex = 1, PeriodStart = Day("2026-02-15"), PeriodEnd = Day("2026-03-15") });
        var third = Period() with { PeriodIndex = 2, PeriodStart = Day("2026-03-15"), PeriodEnd = Day("2026-04-15") };
        await _billing.Deliver(first);
        await Park(second);
        await Should.ThrowAsync<OutOfTurnException>(() => Issue(third));

        await Discard(second);
        await Issue(third);

        (await _billing.InvoicesOf(_order.Id)).Select(i => i.PeriodStart.ToDateOnly()).Order().ShouldBe([Day("2026-01-15"), Day("2026-03-15")]);
        await NothingIsFoundLater();
    }

    private PeriodStarted Period(string taxCode = "") => PeriodStarted(_order, _customer, lines: [Line(40, taxCode: taxCode)]);

    private SubscriptionChanged Upgrade(SubscriptionChanged? after, string day, string periodStart) => Change(after, day, periodStart, 40.65m, Nowhere);

    private SubscriptionChanged Change(SubscriptionChanged? after, string day, string periodStart, decimal amount, string taxCode = "")
    {
        var terms = new EventPlanTerms(_order.PlanName, 1, new EventMoney("EUR", 60), new EventInterval("month", 1), null);
        var line = Line(60, taxCode: taxCode) with { ProratedAmount = amount, Arithmetic = "" };
        var rest = new ChangeProration(
            Guid.CreateVersion7(), Day("2026-01-15"), after?.Proration!.SourceId, Day(day), Day(periodStart), Day(day), Day("2026-02-15"), "EUR", [line]);
        return new SubscriptionChanged(Guid.CreateVersion7(), _order.Id, Staff, Morning, _order, _customer, terms, terms, rest);
    }

    private SubscriptionClosed Close(string credit, SubscriptionChanged? last, string periodStart = "2026-01-15") =>
        Closed(_order, _customer, "2026-02-10", credit, periodStart) with { BilledBy = last?.Proration!.SourceId };

    private async Task<Wire.PreviewClosingCreditResponse> Preview(string credit, SubscriptionChanged last) =>
        await _billing.AsApplication().PreviewClosingCreditAsync(new Wire.PreviewClosingCreditRequest
        {
            SubscriptionId = _order.Id.ToString(), CurrencyCode = "EUR", PeriodStart = TaxWords.On("2026-01-15"), UnusedFrom = TaxWords.On("2026-02-10"),
            Credit = credit == "full" ? Wire.ClosingCreditKind.Full : Wire.ClosingCreditKind.Prorated, BilledBy = last.Proration!.SourceId.ToString(),
        });

    /// <summary>It is tried until it is given up.</summary>
    private async Task Park(IEvent e)
    {
        await _billing.Service.Publish(e);
        await Eventually.Async(() => _billing.Service.Read(db => db.ParkedMessages.AnyAsync(m => m.EventId == e.EventId)), "the event to be parked");
    }

    private async Task<string> ParkedId(IEvent e) =>
        (await Parking.ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.Single(p => p.ItemId == e.EventId.ToString()).Id;

    private async Task Discard(IEvent e) =>
        await Parking.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = await ParkedId(e), Reason = "Agreed by telephone" });

    /// <summary>One try.</summary>
    private async Task Issue(PeriodStarted e)
    {
        await using var scope = _billing.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<InvoiceIssuer>().Issue([e], CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>As a discard does, of an event that would be parked only after a minute.</summary>
    private async Task Forgo(SubscriptionChanged e)
    {
        await using var scope = _billing.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgoChange>().Discarded(e, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<BillingDb>().SaveChangesAsync();
    }

    private async Task<IReadOnlyList<SelfCheckFinding>> Findings() => (await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest())).Findings;

    private async Task NothingIsFoundLater()
    {
        _billing.Clock.Advance(TimeSpan.FromDays(1));
        (await Findings()).ShouldBeEmpty();
    }
}
