using Contracts.Common.V1;
using Contracts.Events;
using static Testing.SomeEvents;
using static Testing.SomePasses;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Passes;

public sealed class SellPassOnSqlite(PassesOnSqlite house) : SellPassTests(house.Billing), IClassFixture<PassesOnSqlite>;

public sealed class SellPassOnPostgres(PassesOnPostgres house) : SellPassTests(house.Billing), IClassFixture<PassesOnPostgres>;

/// <summary>The sale of a pass is invoiced, and paid as it says.</summary>
public abstract class SellPassTests(BillingUnderTest billing)
{
    [Fact]
    public async Task A_sale_has_a_final_invoice_without_days_of_service()
    {
        var sold = PassSold(taxCode: "vat");

        var invoice = await Sell(sold);

        (invoice.Kind, invoice.State, invoice.PeriodStart).ShouldBe((Wire.InvoiceKind.Pass, Wire.InvoiceState.Open, null));
        (invoice.Source.Kind, invoice.Source.Id, invoice.Source.Number).ShouldBe((SubjectKind.Pass, sold.AggregateId.ToString(), "P00008"));
        var line = invoice.Lines.ShouldHaveSingleItem();
        (line.Description.Values["pl"], line.Quantity, line.Amount, line.Discount).ShouldBe(("Standardowy", 1, Money.From(320, "EUR"), null));
        (invoice.Total, invoice.AmountDue).ShouldBe((Money.From(390.40m, "EUR"), Money.From(390.40m, "EUR")));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task A_repeated_sale_is_billed_once()
    {
        var sold = PassSold();
        await Sell(sold);
        await billing.ForgetInbox();

        await Sell(sold);
    }

    [Fact]
    public async Task A_discount_stands_on_the_line_with_its_arithmetic()
    {
        var percent = await Sell(PassSold(discount: 32, percent: 10));
        var amount = await Sell(PassSold(discount: 20));

        (percent.Total, percent.Lines[0].UnitPrice, percent.Lines[0].Discount.Amount, percent.Lines[0].Discount.Arithmetic)
            .ShouldBe((Money.From(288, "EUR"), Money.From(320, "EUR"), Money.From(32, "EUR"), "10% x 320.00"));
        (amount.Total, amount.Lines[0].Discount.Amount, amount.Lines[0].Discount.Arithmetic).ShouldBe((Money.From(300, "EUR"), Money.From(20, "EUR"), ""));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task The_card_on_file_is_charged_and_the_pass_is_told_that_it_is_paid()
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);
        var sold = PassSold(customer: ada, payment: "card_on_file", awaitsPayment: true);

        var invoice = await billing.Charged((await Sell(sold)).Id);

        (invoice.State, invoice.Payments.ShouldHaveSingleItem().Method).ShouldBe((Wire.InvoiceState.Paid, Wire.PaymentMethod.Card));
        (await Paid(sold)).ShouldBe(1);
    }

    [Fact]
    public async Task A_transfer_is_waited_for_though_there_is_a_card()
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);
        var sold = PassSold(customer: ada);

        var invoice = await Sell(sold);
        await billing.Service.RunDueWork();

        (await billing.Invoice(invoice.Id)).Attempts.ShouldBeEmpty();
        (await Paid(sold)).ShouldBe(0);
        await billing.Pay(invoice, 100);
        (await Paid(sold)).ShouldBe(0);
        await billing.Pay(invoice, 220);
        (await Paid(sold)).ShouldBe(1);
    }

    [Theory]
    [InlineData("cash", Wire.PaymentMethod.Cash)]
    [InlineData("card", Wire.PaymentMethod.CardTerminal)]
    [InlineData("cheque", Wire.PaymentMethod.Cheque)]
    [InlineData("other", Wire.PaymentMethod.Other)]
    public async Task What_is_paid_at_the_desk_is_paid_with_the_sale(string method, Wire.PaymentMethod kept)
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);

        var invoice = await Sell(PassSold(customer: ada, payment: $"desk {method}", taxCode: "vat"));

        (invoice.State, invoice.Attempts.Count).ShouldBe((Wire.InvoiceState.Paid, 0));
        var payment = invoice.Payments.ShouldHaveSingleItem();
        (payment.Method, payment.Amount, payment.Reference, payment.ReceivedDate.ToDateOnly()).ShouldBe((kept, Money.From(390.40m, "EUR"), "R-17", Day("2026-01-15")));
    }

    [Fact]
    public async Task Account_credit_pays_first_and_the_desk_the_rest()
    {
        var ada = await billing.Known();
        await billing.Give(ada.Id, 50);

        var invoice = await Sell(PassSold(customer: ada, payment: "desk cash"));

        (invoice.AccountCreditApplied, invoice.AmountPaid, invoice.AmountDue).ShouldBe((Money.From(50, "EUR"), Money.From(270, "EUR"), Money.From(0, "EUR")));
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_account_credit_pays_whole_is_paid_and_needs_no_desk()
    {
        var ada = await billing.Known();
        await billing.Give(ada.Id, 400);
        var sold = PassSold(customer: ada, payment: "desk cash", awaitsPayment: true);

        var invoice = await Sell(sold);

        (invoice.State, invoice.Payments.Count).ShouldBe((Wire.InvoiceState.Paid, 0));
        (await Paid(sold)).ShouldBe(1);
        (await billing.CreditOf(ada.Id)).ShouldBe(80);
    }

    [Fact]
    public async Task A_pass_that_costs_nothing_has_a_paid_invoice()
    {
        var sold = PassSold(payment: "none", discount: 320, percent: 100);

        var invoice = await Sell(sold);

        (invoice.State, invoice.Total).ShouldBe((Wire.InvoiceState.Paid, Money.From(0, "EUR")));
        (await Paid(sold)).ShouldBe(1);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task What_is_credited_whole_is_not_told_as_paid()
    {
        var sold = PassSold(awaitsPayment: true);
        var invoice = await Sell(sold);

        await billing.CreditWhole(invoice);

        (await billing.Invoice(invoice.Id)).State.ShouldBe(Wire.InvoiceState.Paid);
        (await Paid(sold)).ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_charge_opens_a_case_that_the_money_resolves()
    {
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        var sold = PassSold(customer: ada, payment: "card_on_file");
        var invoice = await billing.Charged((await Sell(sold)).Id);
        var dunning = new Dunning.DunningUnderTest(billing);
        var opened = (await Eventually.Async(() => dunning.List(sold.AggregateId), cases => cases.Count > 0, "a case to be opened"))[0];

        await billing.Pay(invoice, 320);

        (opened.Source.Kind, opened.Source.Number, opened.AmountDue).ShouldBe((SubjectKind.Pass, "P00008", Money.From(320, "EUR")));
        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
        (await Paid(sold)).ShouldBe(1);
        await billing.FindsNothing();
    }

    [Fact]
    public async Task Its_price_with_taxes_and_account_credit_is_told_before()
    {
        var ada = await billing.Known();
        await billing.Give(ada.Id, 90.40m);

        var reported = await billing.Staff.PreviewOneOffAsync(new Wire.PreviewOneOffRequest { CustomerId = ada.Id.ToString(), Amount = Money.From(320, "EUR"), TaxCode = "vat" });
        var sold = await Sell(PassSold(customer: ada, payment: "desk cash", taxCode: "vat"));

        (reported.Net, reported.Taxes.Single().Amount, reported.Total, reported.AccountCreditApplied, reported.AmountDue)
            .ShouldBe((Money.From(320, "EUR"), Money.From(70.40m, "EUR"), Money.From(390.40m, "EUR"), Money.From(90.40m, "EUR"), Money.From(300, "EUR")));
        (sold.Total, sold.AccountCreditApplied, sold.AmountPaid).ShouldBe((reported.Total, reported.AccountCreditApplied, reported.AmountDue));
    }

    [Fact]
    public async Task The_client_is_told_the_same_before_and_whether_a_card_could_be_charged()
    {
        var ada = await billing.Known();
        var asked = new Wire.PreviewPortalOneOffRequest { Amount = Money.From(320, "EUR"), TaxCode = "vat" };
        var without = await billing.Portal(ada.Id).PreviewOneOffAsync(asked);
        await billing.AddCard(ada.Id, TestCards.Good);

        var reported = await billing.Portal(ada.Id).PreviewOneOffAsync(asked);

        (reported.Total, reported.AmountDue, reported.HasPaymentMethod, without.HasPaymentMethod).ShouldBe((Money.From(390.40m, "EUR"), Money.From(390.40m, "EUR"), true, false));
        (await Refused.By(billing.Portal(Guid.NewGuid()).PreviewOneOffAsync(asked))).Status.ShouldBe(Grpc.Core.StatusCode.NotFound);
    }

    [Fact]
    public async Task A_client_who_is_not_entered_yet_pays_full_tax_and_has_no_credit()
    {
        var reported = await billing.Staff.PreviewOneOffAsync(new Wire.PreviewOneOffRequest { Amount = Money.From(100, "EUR"), TaxCode = "vat" });

        (reported.Total, reported.AmountDue, reported.HasPaymentMethod).ShouldBe((Money.From(122, "EUR"), Money.From(122, "EUR"), false));
    }

    [Fact]
    public async Task A_preview_of_what_cannot_be_billed_is_refused_field_by_field()
    {
        var ada = await billing.Known();

        (await Refused.By(billing.Staff.PreviewOneOffAsync(new Wire.PreviewOneOffRequest()))).Violations.ShouldBe(["amount:REQUIRED"]);
        (await Refused.By(billing.Staff.PreviewOneOffAsync(new Wire.PreviewOneOffRequest { CustomerId = ada.Id.ToString(), Amount = Money.From(1, "USD"), TaxCode = "luxury" })))
            .Violations.ShouldBe(["amount.currency_code:WRONG_CURRENCY", "tax_code:UNKNOWN_TAX_CODE"]);
    }

    private async Task<Wire.Invoice> Sell(PassSold sold)
    {
        await billing.Deliver(sold);
        var invoice = (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { PassId = sold.AggregateId.ToString() })).Invoices.ShouldHaveSingleItem();
        (await billing.Portal(sold.Customer.Id).ListInvoicesAsync(new Wire.ListPortalInvoicesRequest { PassId = sold.AggregateId.ToString() })).Invoices.Select(i => i.Id).ShouldBe([invoice.Id]);
        return invoice;
    }

    /// <summary>How often it was told that the pass is paid.</summary>
    private async Task<int> Paid(PassSold sold) => (await billing.Service.Raised<InvoicePaid>()).Count(e => e.Source!.Id == sold.AggregateId);
}
