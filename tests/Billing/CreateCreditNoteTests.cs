using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class CreateCreditNoteTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_was_paid_becomes_account_credit_and_what_was_not_is_no_longer_due(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer();
        var invoice = await billing.Bill(PeriodStarted(customer: ada, lines: [Line(40), Line(60, recurring: false, description: "Setup")]));
        await billing.Pay(invoice, 70);

        var note = await billing.Staff.CreateCreditNoteAsync(Note(invoice, "Setup was not needed", (2, 50)));
        var credited = await billing.Invoice(invoice.Id);

        (note.Number, note.InvoiceNumber, note.Reason, note.Total).ShouldBe(("CN/2026/00001", invoice.Number, "Setup was not needed", Money.From(50, "EUR")));
        note.Lines.ShouldHaveSingleItem().Description.Values["en"].ShouldBe("Setup");
        (credited.State, credited.AmountCredited.ToDecimal(), credited.AmountToAccount.ToDecimal(), credited.AmountDue.ToDecimal())
            .ShouldBe((Wire.InvoiceState.Paid, 50m, 20m, 0m));
        credited.CreditNotes.ShouldHaveSingleItem().ShouldBe(note);
        credited.Lines.Select(l => (l.Position, l.AmountCredited.ToDecimal())).ShouldBe([(1, 0m), (2, 50m)]);
        (await billing.CreditOf(ada.Id)).ShouldBe(20);
        var reported = (await billing.Service.Raised<CreditNoteIssued>()).ShouldHaveSingleItem();
        (reported.Reason, reported.Actor.Kind).ShouldBe(("Setup was not needed", "staff"));
    }

    [Fact]
    public async Task Each_line_is_credited_up_to_its_amount_and_the_field_says_where_it_was_too_much()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted(lines: [Line(40), Line(60)]));
        await billing.Staff.CreateCreditNoteAsync(Note(invoice, "First", (1, 30)));

        var above = await Refused.By(billing.Staff.CreateCreditNoteAsync(Note(invoice, "Second", (2, 60), (1, 10.01m))));
        await billing.Staff.CreateCreditNoteAsync(Note(invoice, "Third", (2, 60), (1, 10)));
        var whole = await billing.Invoice(invoice.Id);

        (above.Status, above.Violations.Single()).ShouldBe((StatusCode.InvalidArgument, "lines[1].amount:CREDIT_ABOVE_LINE"));
        (whole.AmountCredited, whole.State).ShouldBe((whole.Total, Wire.InvoiceState.Paid));
        whole.CreditNotes.Select(n => n.Number).ShouldBe(["CN/2026/00001", "CN/2026/00002"]);
        (await Refused.By(billing.Staff.CreateCreditNoteAsync(Note(invoice, "Fourth", (1, 0.01m))))).Violations.ShouldBe(["lines[0].amount:CREDIT_ABOVE_LINE"]);
    }

    [Fact]
    public async Task Bad_fields_are_named_and_change_nothing()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());

        var empty = await Refused.By(billing.Staff.CreateCreditNoteAsync(new Wire.CreateCreditNoteRequest { InvoiceId = invoice.Id }));
        var wrong = await Refused.By(billing.Staff.CreateCreditNoteAsync(Note(invoice, "Why", (1, 1), (1, 1), (7, 1))));
        var foreign = new Wire.CreateCreditNoteRequest { InvoiceId = invoice.Id, Reason = "Why", Lines = { new Wire.CreditedLine { Position = 1, Amount = Money.From(1, "USD") } } };

        empty.Violations.ShouldBe(["lines:REQUIRED", "reason:REQUIRED"]);
        wrong.Violations.ShouldBe(["lines[1].position:REPEATED", "lines[2].position:UNKNOWN_LINE"]);
        (await Refused.By(billing.Staff.CreateCreditNoteAsync(foreign))).Violations.ShouldBe(["lines[0].amount.currency_code:WRONG_CURRENCY"]);
        (await billing.Invoice(invoice.Id)).ShouldBe(invoice);
        // A number that a failed call took is returned: the series has no gaps (domain.md C6).
        (await billing.Staff.CreateCreditNoteAsync(Note(invoice, "Why", (1, 1)))).Number.ShouldBe("CN/2026/00001");
    }

    [Fact]
    public async Task A_refund_goes_back_to_the_payments_the_newest_first_and_what_credit_paid_becomes_credit_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.Give(ada.Id, 10);
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        await billing.Pay(invoice, 20);
        billing.Clock.Advance(TimeSpan.FromHours(1));
        await billing.Pay(invoice, 10);

        var request = Note(invoice, "All of it", (1, 40));
        request.Settlement = Wire.CreditSettlement.Refund;
        await billing.Staff.CreateCreditNoteAsync(request);
        var refunded = await billing.Invoice(invoice.Id);

        refunded.Refunds.Select(r => (r.Amount.ToDecimal(), r.State, r.Reason)).ShouldBe(
            [(10, Wire.RefundState.Succeeded, "All of it"), (20, Wire.RefundState.Succeeded, "All of it")], ignoreOrder: true);
        refunded.Payments.ShouldAllBe(p => p.AmountRefunded.Equals(p.Amount));
        (await billing.CreditOf(ada.Id)).ShouldBe(10);
    }

    [Fact]
    public async Task A_close_gives_back_what_staff_have_left_of_the_lines()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        var invoice = await billing.Bill(start);
        await billing.Staff.CreateCreditNoteAsync(Note(invoice, "Half of it", (1, 30)));

        await billing.Deliver(Closed(start.Subject, start.Customer, credit: "full"));

        (await billing.Invoice(invoice.Id)).CreditNotes.Select(n => n.Total.ToDecimal()).ShouldBe([30, 10]);
    }

    private static Wire.CreateCreditNoteRequest Note(Wire.Invoice invoice, string reason, params (int Position, decimal Amount)[] lines) => new()
    {
        InvoiceId = invoice.Id,
        Reason = reason,
        Lines = { lines.Select(l => new Wire.CreditedLine { Position = l.Position, Amount = Money.From(l.Amount, "EUR") }) },
    };
}
