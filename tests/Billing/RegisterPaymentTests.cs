using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class RegisterPaymentTests
{
    [Fact]
    public async Task Parts_are_taken_until_nothing_is_due()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());

        var half = await billing.Staff.RegisterPaymentAsync(Payment(invoice, 15, reference: "RF18 5390"));
        billing.Clock.Advance(TimeSpan.FromHours(1));
        var whole = await billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest { InvoiceId = invoice.Id, Method = Wire.PaymentMethod.Cash });

        half.State.ShouldBe(Wire.InvoiceState.Open);
        half.AmountDue.ShouldBe(Money.From(25, "EUR"));
        half.Payments.Single().Reference.ShouldBe("RF18 5390");
        half.Payments.Single().ReceivedDate.ToDateOnly().ShouldBe(Day("2026-01-15"));
        whole.State.ShouldBe(Wire.InvoiceState.Paid);
        whole.Payments.Select(p => p.Amount.ToDecimal()).ShouldBe([15, 25]);
        var reported = await billing.Service.Raised<PaymentSucceeded>();
        reported.Select(e => (e.Amount.Amount, e.InvoicePaid, e.Method)).ShouldBe([(15, false, "bank_transfer"), (25, true, "cash")]);
        reported[0].Actor.ShouldBe(new EventActor("staff", "staff-1", "Maria Rossi"));
    }

    [Fact]
    public async Task More_than_is_due_is_refused_and_changes_nothing()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());

        var refused = await Refused.By(billing.Staff.RegisterPaymentAsync(Payment(invoice, 40.01m)));

        refused.Status.ShouldBe(StatusCode.FailedPrecondition);
        refused.Reason.ShouldBe("PAYMENT_ABOVE_DUE");
        (await billing.InvoicesOf(Guid.Parse(invoice.Source.Id))).Single().ShouldBe(invoice);
    }

    [Fact]
    public async Task A_paid_invoice_takes_no_more()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());
        await billing.Staff.RegisterPaymentAsync(Payment(invoice, 40));

        (await Refused.By(billing.Staff.RegisterPaymentAsync(Payment(invoice, 1)))).Reason.ShouldBe("INVOICE_NOT_OPEN");
    }

    [Fact]
    public async Task Bad_fields_are_named_all_at_once()
    {
        await using var billing = await BillingUnderTest.Start();

        var refused = await Refused.By(billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest
        {
            InvoiceId = "17",
            Amount = Money.From(-1.005m, "EUR"),
            Reference = new string('x', 101),
            ReceivedDate = new Date { Year = 2026, Month = 2, Day = 30 },
        }));

        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldBe(
            ["invoice_id:NOT_AN_ID", "amount:NEGATIVE", "amount:TOO_FINE", "method:REQUIRED", "reference:TOO_LONG", "received_date:NOT_A_DATE"]);
    }

    [Fact]
    public async Task Zero_and_another_currency_are_refused()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());

        (await Refused.By(billing.Staff.RegisterPaymentAsync(Payment(invoice, 0)))).Violations.ShouldBe(["amount:ZERO"]);
        (await Refused.By(billing.Staff.RegisterPaymentAsync(Payment(invoice, 10, "USD")))).Violations.ShouldBe(["amount.currency_code:WRONG_CURRENCY"]);
    }

    [Fact]
    public async Task Money_cannot_have_come_in_tomorrow_where_the_customer_is()
    {
        // The 16th already in Tokyo.
        await using var billing = await BillingUnderTest.Start("2026-01-15T20:00:00Z");
        var tokyo = await billing.Bill(PeriodStarted(customer: Customer(timeZone: "Asia/Tokyo")));
        var rome = await billing.Bill(PeriodStarted());

        var accepted = await billing.Staff.RegisterPaymentAsync(Payment(tokyo, 1, received: "2026-01-16"));
        var refused = await Refused.By(billing.Staff.RegisterPaymentAsync(Payment(rome, 1, received: "2026-01-16")));

        accepted.AmountPaid.ShouldBe(Money.From(1, "EUR"));
        refused.Violations.ShouldBe(["received_date:IN_FUTURE"]);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_payment()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());
        var request = Payment(invoice, 15);
        request.RequestId = "req-1";

        var first = await billing.Staff.RegisterPaymentAsync(request);
        var second = await billing.Staff.RegisterPaymentAsync(request);

        second.ShouldBe(first);
        (await billing.Service.Raised<PaymentSucceeded>()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Of_two_who_pay_the_whole_at_once_one_is_refused(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var invoice = await billing.Bill(PeriodStarted());

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await billing.Staff.RegisterPaymentAsync(Payment(invoice, 40));
                return true;
            }
            catch (RpcException)
            {
                return false;
            }
        }));

        results.Count(paid => paid).ShouldBe(1);
        (await billing.InvoicesOf(Guid.Parse(invoice.Source.Id))).Single().AmountPaid.ShouldBe(Money.From(40, "EUR"));
    }

    [Fact]
    public async Task A_stale_etag_is_refused()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());
        await billing.Staff.RegisterPaymentAsync(Payment(invoice, 1));
        var late = Payment(invoice, 1);
        late.Etag = invoice.Etag;

        (await Refused.By(billing.Staff.RegisterPaymentAsync(late))).Reason.ShouldBe("ETAG_MISMATCH");
    }

    [Fact]
    public async Task An_unknown_invoice_is_not_found()
    {
        await using var billing = await BillingUnderTest.Start();

        var refused = await Refused.By(billing.Staff.RegisterPaymentAsync(
            new Wire.RegisterPaymentRequest { InvoiceId = Guid.CreateVersion7().ToString(), Method = Wire.PaymentMethod.Cash }));

        refused.Status.ShouldBe(StatusCode.NotFound);
    }

    private static Wire.RegisterPaymentRequest Payment(
        Wire.Invoice invoice, decimal amount, string currency = "EUR", string reference = "", string? received = null) => new()
    {
        InvoiceId = invoice.Id,
        Amount = Money.From(amount, currency),
        Method = Wire.PaymentMethod.BankTransfer,
        Reference = reference,
        ReceivedDate = received is null ? null : Date.From(Day(received)),
    };
}
