using Billing.Subscriptions.Periods;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class CloseSubscriptionTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_prorated_close_gives_back_the_unused_days_of_recurring_lines(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var start = PeriodStarted(lines: [Line(40), Line(25, recurring: false, description: "Setup")]);
        var invoice = await billing.Bill(start);
        var close = Closed(start.Subject, start.Customer, end: "2026-02-05", credit: "prorated");

        await billing.Deliver(close);

        var note = (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem();
        note.Number.ShouldBe("CN/2026/00001");
        note.InvoiceNumber.ShouldBe(invoice.Number);
        var line = note.Lines.ShouldHaveSingleItem();
        line.Arithmetic.ShouldBe("10 of 31 days x 40.00");
        line.Amount.ShouldBe(Money.From(12.90m, "EUR"));
        note.Total.ShouldBe(Money.From(12.90m, "EUR"));
        var after = (await billing.InvoicesOf(start.AggregateId)).Single();
        after.AmountCredited.ShouldBe(note.Total);
        after.AmountDue.ShouldBe(Money.From(52.10m, "EUR"));
        after.State.ShouldBe(Wire.InvoiceState.Open);
        var reported = (await billing.Service.Raised<CreditNoteIssued>()).ShouldHaveSingleItem();
        reported.Number.ShouldBe(note.Number);
        reported.Actor.ShouldBe(close.Actor);
        reported.Customer.ShouldBe(start.Customer);
    }

    [Theory]
    [InlineData("prorated", 11.61, "10 of 31 days x 36.00")]
    [InlineData("full", 36, "")]
    public async Task A_close_gives_back_what_a_discount_left_of_a_line(string credit, decimal given, string arithmetic)
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(lines: [Line(40)]) with { Discount = Discount(percent: 10) };
        await billing.Bill(start);

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-05", credit: credit));

        var line = (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        (line.Amount.ToDecimal(), line.Arithmetic, line.Discount).ShouldBe((given, arithmetic, null));
    }

    [Fact]
    public async Task A_full_close_gives_back_recurring_lines_and_keeps_one_offs_due()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(lines: [Line(40), Line(25, recurring: false)]);
        await billing.Deliver(start);

        await billing.Deliver(Closed(start.Subject, start.Customer, credit: "full"));

        (await billing.CreditNotesOf(start.AggregateId)).Single().Total.ShouldBe(Money.From(40, "EUR"));
        (await billing.InvoicesOf(start.AggregateId)).Single().AmountDue.ShouldBe(Money.From(25, "EUR"));
    }

    [Fact]
    public async Task A_full_close_gives_back_what_is_left_of_a_period_whose_change_was_voided()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        var terms = new EventPlanTerms(start.Subject.Name, 1, new EventMoney("EUR", 60), new EventInterval("month", 1, "gregorian"), null);
        await billing.Deliver(new SubscriptionChanged(
            Guid.CreateVersion7(), start.AggregateId, Staff, Morning, start.Subject, start.Customer, terms, terms,
            new ChangeProration(Guid.CreateVersion7(), start.PeriodStart, Day("2026-01-25"), start.PeriodEnd, 31, "EUR", [Line(60)], null)));
        var change = (await billing.InvoicesOf(start.AggregateId)).Single(i => i.Kind == Wire.InvoiceKind.Change);
        await billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = change.Id, Reason = "Wrong" });

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-05", credit: "full"));

        // 21 of 31 days were credited by the change already.
        (await billing.CreditNotesOf(start.AggregateId)).Select(n => n.Total.ToDecimal()).Order().ShouldBe([12.90m, 27.10m]);
        (await billing.InvoicesOf(start.AggregateId)).Sum(i => i.AmountDue.ToDecimal()).ShouldBe(0);
    }

    [Fact]
    public async Task A_close_without_credit_leaves_the_unpaid_invoice_due()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);

        await billing.Deliver(Closed(start.Subject, start.Customer, credit: "none"));

        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();
        var invoice = (await billing.InvoicesOf(start.AggregateId)).Single();
        invoice.State.ShouldBe(Wire.InvoiceState.Open);
        invoice.AmountDue.ShouldBe(Money.From(40, "EUR"));
    }

    [Fact]
    public async Task An_invoice_that_is_credited_wholly_is_settled()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-15", credit: "prorated"));

        (await billing.InvoicesOf(start.AggregateId)).Single().State.ShouldBe(Wire.InvoiceState.Paid);
    }

    [Fact]
    public async Task A_paid_invoice_can_be_credited_and_owes_nothing()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);
        await billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = Wire.PaymentMethod.Cash });

        await billing.Deliver(Closed(start.Subject, start.Customer, credit: "full"));

        var after = (await billing.InvoicesOf(start.AggregateId)).Single();
        after.State.ShouldBe(Wire.InvoiceState.Paid);
        after.AmountCredited.ShouldBe(Money.From(40, "EUR"));
        after.AmountDue.ShouldBe(Money.From(0, "EUR"));
    }

    [Fact]
    public async Task A_close_that_overtakes_the_start_of_its_period_is_credited_when_the_invoice_is_made()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted() with { Sequence = 1 };
        var close = Closed(start.Subject, start.Customer, end: "2026-02-05", credit: "prorated") with { Sequence = 2 };
        await billing.Deliver(close);
        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();

        await billing.Deliver(start);
        await billing.Applied(close);

        var invoice = (await billing.InvoicesOf(start.AggregateId)).ShouldHaveSingleItem();
        invoice.AmountCredited.ShouldBe(Money.From(12.90m, "EUR"));
        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().InvoiceId.ShouldBe(invoice.Id);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Start_and_close_at_the_same_moment_never_miss_each_other(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        // Half of the subscriptions have been billed before, so that their accounts are there; the others' are opened in the race.
        var starts = Enumerable.Range(0, 16).Select(i => PeriodStarted(start: "2026-02-15", end: "2026-03-15") with { Sequence = i < 8 ? 2 : 1 }).ToList();
        await Task.WhenAll(starts.Take(8).Select(s => billing.Deliver(PeriodStarted(s.Subject, s.Customer) with { Sequence = 1 })));
        var closes = starts.Select(s => Closed(s.Subject, s.Customer, "2026-02-20", "full", "2026-02-15", "2026-03-15") with { Sequence = s.Sequence + 1 }).ToList();

        await Task.WhenAll(starts.Zip(closes).Select((pair, i) => i % 2 == 0
            ? Task.WhenAll(billing.Service.Publish(pair.First), billing.Service.Publish(pair.Second))
            : Task.WhenAll(billing.Service.Publish(pair.Second), billing.Service.Publish(pair.First))));
        await Task.WhenAll(closes.Select(billing.Applied));

        foreach (var start in starts)
        {
            (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem();
            (await billing.InvoicesOf(start.AggregateId)).Single(i => i.PeriodStart.ToDateOnly() == start.PeriodStart).AmountCredited.ShouldBe(Money.From(40, "EUR"));
        }
    }

    /// <summary>The race of the test above, forced: whoever commits second must not be saved on what it read before.</summary>
    [Fact]
    public async Task A_close_that_is_kept_while_its_period_is_being_invoiced_lets_the_invoicing_start_over()
    {
        // SQLite would let the second one wait at its beginning.
        await using var billing = await BillingUnderTest.Start(database: DatabaseProvider.Postgres);
        var first = PeriodStarted() with { Sequence = 1 };
        await billing.Deliver(first);
        var start = PeriodStarted(first.Subject, first.Customer, "2026-02-15", "2026-03-15") with { Sequence = 2 };
        var close = Closed(first.Subject, first.Customer, "2026-02-20", "full", "2026-02-15", "2026-03-15") with { Sequence = 3 };
        await using var scope = billing.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();

        await using (await db.Database.BeginTransactionAsync())
        {
            await scope.ServiceProvider.GetRequiredService<IssueInvoice>().Handle(start, CancellationToken.None);
            await billing.Deliver(close);
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        }

        await billing.Deliver(start);
        await billing.Applied(close);
        (await billing.InvoicesOf(first.AggregateId)).Single(i => i.PeriodStart.ToDateOnly() == start.PeriodStart).AmountCredited.ShouldBe(Money.From(40, "EUR"));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("prorated")]
    public async Task At_the_end_of_the_period_nothing_is_given_back(string credit)
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-15", credit: credit));

        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-01-20", "2026-01-30", "16 of 31 days x 40.00")]
    [InlineData("2026-01-20", null, "26 of 31 days x 40.00")]
    public async Task Days_that_a_pause_keeps_are_given_back_wherever_it_has_moved_them(string pause, string? resume, string arithmetic)
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        await billing.Deliver(Paused(start.Subject, start.Customer, pause));
        if (resume is not null)
        {
            await billing.Deliver(Resumed(start.Subject, start.Customer, resume));
        }

        // Ten days after the resume, or while it stands still.
        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-09", credit: "prorated"));

        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Arithmetic.ShouldBe(arithmetic);
    }

    [Fact]
    public async Task Two_pauses_in_one_period_keep_its_days_for_a_prorated_close()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        // 5 days, 6 more, and 10 more are used of 31.
        foreach (var (pause, resume) in new[] { ("2026-01-20", "2026-01-30"), ("2026-02-05", "2026-02-10") })
        {
            await billing.Deliver(Paused(start.Subject, start.Customer, pause));
            await billing.Deliver(Resumed(start.Subject, start.Customer, resume));
        }

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-20", credit: "prorated", periodEnd: "2026-03-02"));

        var line = (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        (line.Amount.ToDecimal(), line.Arithmetic).ShouldBe((12.90m, "10 of 31 days x 40.00"));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task At_half_a_cent_a_credit_is_rounded_away_from_zero_and_the_rest_is_kept()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(start: "2026-04-15", end: "2026-05-15", lines: [Line(40.01m)]);
        await billing.Deliver(start);

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-04-30", credit: "prorated", periodStart: "2026-04-15", periodEnd: "2026-05-15"));

        (await billing.CreditNotesOf(start.AggregateId)).Single().Total.ToDecimal().ShouldBe(20.01m);
        (await billing.InvoicesOf(start.AggregateId)).Single().AmountDue.ToDecimal().ShouldBe(20.00m);
    }

    /// <summary>A day that lies before the period, as it does where the customer's calendar has gone back, is its first at the earliest.</summary>
    [Theory]
    [InlineData("prorated")]
    [InlineData("full")]
    public async Task A_close_before_the_running_period_gives_back_no_day_of_the_one_before(string credit)
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        var next = PeriodStarted(start.Subject, start.Customer, "2026-02-15", "2026-03-15") with { PeriodIndex = 1 };
        await billing.Deliver(next);
        var preview = await billing.AsApplication().PreviewClosingCreditAsync(new Wire.PreviewClosingCreditRequest
        {
            SubscriptionId = start.AggregateId.ToString(), CurrencyCode = "EUR", PeriodStart = Date.From(next.PeriodStart), PeriodEnd = Date.From(next.PeriodEnd),
            EndDate = Date.From(Day("2026-02-13")), Credit = credit == "full" ? Wire.ClosingCreditKind.Full : Wire.ClosingCreditKind.Prorated,
        });

        await billing.Deliver(Closed(start.Subject, start.Customer, "2026-02-13", credit, "2026-02-15", "2026-03-15"));

        (await billing.InvoicesOf(start.AggregateId)).OrderBy(i => i.Number).Select(i => i.AmountCredited.ToDecimal()).ShouldBe([0m, 40m]);
        preview.Credit.ToDecimal().ShouldBe(40);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_resume_before_its_pause_moves_no_day_back()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        await billing.Deliver(Paused(start.Subject, start.Customer, "2026-01-20"));
        await billing.Deliver(Resumed(start.Subject, start.Customer, "2026-01-18"));

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-20", credit: "prorated"));

        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Arithmetic.ShouldBe("26 of 31 days x 40.00");
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_close_that_was_taken_back_leaves_the_days_to_a_later_one()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-20", credit: "none"));
        await billing.Deliver(CloseUndone(start.Subject, start.Customer, end: "2026-01-20") with { Reversed = true });

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-05", credit: "prorated"));

        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Arithmetic.ShouldBe("10 of 31 days x 40.00");
    }

    [Fact]
    public async Task Days_that_an_earlier_close_ended_are_not_given_back_after_a_reactivation()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-20", credit: "none"));
        await billing.Deliver(Reactivated(start.Subject, start.Customer));
        var again = PeriodStarted(start.Subject, start.Customer, "2026-01-25", "2026-02-25") with { PeriodIndex = 1 };
        await billing.Deliver(again);

        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-02-05", credit: "prorated", periodStart: "2026-01-25", periodEnd: "2026-02-25"));

        var note = (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem();
        (note.InvoiceNumber, note.Lines.Single().Arithmetic).ShouldBe(("INV/2026/00002", "20 of 31 days x 40.00"));
    }

    [Fact]
    public async Task The_same_close_twice_gives_back_once()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Deliver(start);
        var close = Closed(start.Subject, start.Customer, credit: "prorated");
        await billing.Deliver(close);
        await billing.ForgetInbox();

        await billing.Deliver(close);

        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_the_invoice_of_the_running_period_is_credited()
    {
        await using var billing = await BillingUnderTest.Start();
        var order = Order();
        var customer = Customer();
        await billing.Deliver(PeriodStarted(order, customer));
        billing.Clock.Advance(TimeSpan.FromDays(31));
        await billing.Deliver(PeriodStarted(order, customer, "2026-02-15", "2026-03-15"));

        await billing.Deliver(Closed(order, customer, end: "2026-02-20", credit: "full", periodStart: "2026-02-15", periodEnd: "2026-03-15"));

        (await billing.InvoicesOf(order.Id)).Select(i => i.AmountCredited.ToDecimal()).ShouldBe([40, 0]);
    }

    [Fact]
    public async Task A_close_before_the_first_period_credits_nothing()
    {
        await using var billing = await BillingUnderTest.Start();
        var order = Order();

        await billing.Deliver(Closed(order, Customer(), credit: "full", periodStart: null, periodEnd: null));

        (await billing.CreditNotesOf(order.Id)).ShouldBeEmpty();
    }
}
