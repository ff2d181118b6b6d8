using Contracts.Common.V1;
using Contracts.Events;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>What a close credits as long as it can be undone (domain.md A6.52): nobody is asked for it, and nobody has it.</summary>
public sealed class ReservedCreditTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task It_is_not_due_until_the_undo_is_over_and_credited_then(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var start = PeriodStarted(lines: [Line(40), Line(25, recurring: false, description: "Setup")]);
        var invoice = await billing.Bill(start);
        var close = Reserving(start, "prorated", "2026-02-05");

        await billing.Deliver(close);

        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();
        var reserved = await billing.Invoice(invoice.Id);
        (reserved.AmountReserved.ToDecimal(), reserved.AmountDue.ToDecimal(), reserved.AmountCredited.ToDecimal(), reserved.State)
            .ShouldBe((12.90m, 52.10m, 0m, Wire.InvoiceState.Open));
        await billing.FindsNothing();

        var final = Finalised(start);
        await billing.Deliver(final);
        await billing.ForgetInbox();
        await billing.Deliver(final);

        var note = (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem();
        note.Total.ShouldBe(Money.From(12.90m, "EUR"));
        note.Lines.ShouldHaveSingleItem().Arithmetic.ShouldBe("10 of 31 days x 40.00");
        var credited = await billing.Invoice(invoice.Id);
        (credited.AmountReserved.ToDecimal(), credited.AmountDue.ToDecimal(), credited.AmountCredited.ToDecimal()).ShouldBe((0m, 52.10m, 12.90m));
        (await billing.Service.Raised<CreditNoteIssued>()).ShouldHaveSingleItem().Actor.ShouldBe(close.Actor);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task Account_credit_shows_what_comes_and_has_it_afterwards()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);
        await billing.Pay(invoice, 40);

        await billing.Deliver(Reserving(start, "prorated", "2026-02-05"));

        var coming = (await Credit(billing, start)).Coming.ShouldHaveSingleItem();
        (coming.Amount.ToDecimal(), coming.InvoiceNumber, coming.InvoiceId).ShouldBe((12.90m, invoice.Number, invoice.Id));
        coming.DueTime.ToDateTimeOffset().ShouldBe(UndoUntil);
        (await billing.Portal(start.Customer.Id).GetAccountCreditAsync(new())).Coming.ShouldHaveSingleItem().ShouldBe(coming);
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(0);

        await billing.Deliver(Finalised(start));

        (await Credit(billing, start)).Coming.ShouldBeEmpty();
        (await billing.CreditOf(start.Customer.Id)).ShouldBe(12.90m);
    }

    [Fact]
    public async Task What_goes_back_to_the_card_goes_when_the_undo_is_over()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.AddCard(start.Customer.Id, TestCards.Good);
        var invoice = await billing.Bill(start);
        (await billing.Charged(invoice.Id)).State.ShouldBe(Wire.InvoiceState.Paid);

        await billing.Deliver(Reserving(start, "full") with { Settlement = "refund" });

        (await Credit(billing, start)).Coming.ShouldBeEmpty("all of it goes to the card");
        (await billing.Invoice(invoice.Id)).Refunds.ShouldBeEmpty();

        await billing.Deliver(Finalised(start));

        (await billing.Invoice(invoice.Id)).Refunds.ShouldHaveSingleItem().Amount.ShouldBe(Money.From(40, "EUR"));
    }

    [Fact]
    public async Task Undone_it_is_owed_again_and_charged_once()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);
        await billing.Deliver(Reserving(start, "full"));
        (await billing.Invoice(invoice.Id)).State.ShouldBe(Wire.InvoiceState.Paid);
        await billing.AddCard(start.Customer.Id, TestCards.Good);
        (await billing.Invoice(invoice.Id)).Attempts.ShouldBeEmpty("nothing is due on it");

        var undone = CloseUndone(start.Subject, start.Customer) with { Reversed = true };
        await billing.Deliver(undone);
        await billing.ForgetInbox();
        await billing.Deliver(undone);

        var charged = await billing.Charged(invoice.Id);
        (charged.State, charged.AmountPaid.ToDecimal(), charged.AmountReserved.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 40m, 0m));
        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();
        (await billing.BankCharges()).ShouldHaveSingleItem().Amount.ShouldBe(40);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task Undone_it_takes_the_customers_account_credit_first()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(customer: await billing.Known());
        var invoice = await billing.Bill(start);
        await billing.Deliver(Reserving(start, "full"));
        await billing.Give(start.Customer.Id, 15);

        await billing.Deliver(CloseUndone(start.Subject, start.Customer) with { Reversed = true });

        var after = await billing.Invoice(invoice.Id);
        (after.State, after.AmountDue.ToDecimal(), after.AccountCreditApplied.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 25m, 15m));
    }

    [Fact]
    public async Task A_card_is_charged_what_is_left_of_the_invoice_without_it()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(lines: [Line(40), Line(25, recurring: false)]);
        var invoice = await billing.Bill(start);
        await billing.Deliver(Reserving(start, "full"));

        await billing.AddCard(start.Customer.Id, TestCards.Good);
        (await billing.Charged(invoice.Id)).AmountPaid.ToDecimal().ShouldBe(25);

        await billing.Deliver(Finalised(start));

        var after = await billing.Invoice(invoice.Id);
        (after.State, after.AmountDue.ToDecimal(), after.AmountToAccount.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 0m, 0m));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task No_other_credit_note_takes_it_and_no_payment_covers_it()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);
        await billing.Deliver(Reserving(start, "prorated", "2026-02-05"));

        var note = await Refused.By(billing.Staff.CreateCreditNoteAsync(new Wire.CreateCreditNoteRequest
        {
            InvoiceId = invoice.Id, Reason = "Too much", Lines = { new Wire.CreditedLine { Position = 1, Amount = Money.From(27.11m, "EUR") } },
        }));
        note.Violations.ShouldBe(["lines[0].amount:CREDIT_ABOVE_LINE"]);
        var payment = await Refused.By(billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest
        {
            InvoiceId = invoice.Id, Amount = Money.From(27.11m, "EUR"), Method = Wire.PaymentMethod.Cash,
        }));
        payment.Reason.ShouldBe("PAYMENT_ABOVE_DUE");

        await billing.Credit(invoice, 27.10m);
        await billing.Deliver(Finalised(start));

        (await billing.CreditNotesOf(start.AggregateId)).Sum(n => n.Total.ToDecimal()).ShouldBe(40);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_voided_invoice_gives_nothing_back_and_an_uncollectible_one_stays_given_up()
    {
        await using var billing = await BillingUnderTest.Start();
        var (voided, givenUp) = (PeriodStarted(), PeriodStarted());
        var (first, second) = (await billing.Bill(voided), await billing.Bill(givenUp));
        await billing.Staff.MarkUncollectibleAsync(new Wire.MarkUncollectibleRequest { InvoiceId = second.Id, Reason = "Bankrupt" });
        await billing.Deliver(Reserving(voided, "prorated", "2026-02-05"));
        await billing.Deliver(Reserving(givenUp, "full"));
        await billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = first.Id, Reason = "Wrong" });

        await billing.Deliver(Finalised(voided));
        await billing.Deliver(CloseUndone(givenUp.Subject, givenUp.Customer) with { Reversed = true });

        (await billing.CreditNotesOf(voided.AggregateId)).ShouldBeEmpty();
        (await billing.Invoice(second.Id)).State.ShouldBe(Wire.InvoiceState.Uncollectible);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_credit_that_stays_reserved_is_found()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Bill(start);
        await billing.Deliver(Reserving(start, "full"));

        billing.Clock.SetUtcNow(UndoUntil.AddHours(2));

        (await billing.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldHaveSingleItem().Rule.ShouldBe("CREDIT_RESERVED");
    }

    private static readonly DateTimeOffset UndoUntil = Morning.AddMinutes(10).AddHours(72);

    private static SubscriptionClosed Reserving(PeriodStarted start, string credit, string end = "2026-01-25") =>
        Closed(start.Subject, start.Customer, end: end, credit: credit, undoUntil: UndoUntil);

    private static SubscriptionCloseFinalised Finalised(PeriodStarted start) => CloseFinalised(start.Subject, start.Customer);

    private static async Task<Wire.AccountCredit> Credit(BillingUnderTest billing, PeriodStarted start) =>
        await billing.Credits.GetAccountCreditAsync(new Wire.GetAccountCreditRequest { CustomerId = start.Customer.Id.ToString() });
}
