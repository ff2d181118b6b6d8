using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Reason = Contracts.Billing.V1.AccountCreditReason;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class AccountCreditTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_close_gives_back_of_a_paid_invoice_pays_the_next_one(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.Good);
        var start = PeriodStarted(customer: ada);
        var first = await billing.Charged((await billing.Bill(start)).Id);

        await billing.Deliver(Closed(start.Subject, ada, end: "2026-02-05", credit: "prorated"));
        var credited = await billing.Invoice(first.Id);
        var second = await billing.Bill(PeriodStarted(customer: ada));
        second = await billing.Charged(second.Id);

        // 10 of 31 days x 40.00.
        (credited.AmountPaid, credited.AmountCredited, credited.AmountToAccount, credited.AmountDue)
            .ShouldBe((Money.From(40, "EUR"), Money.From(12.90m, "EUR"), Money.From(12.90m, "EUR"), Money.From(0, "EUR")));
        (second.AccountCreditApplied, second.AmountPaid, second.State).ShouldBe((Money.From(12.90m, "EUR"), Money.From(27.10m, "EUR"), Wire.InvoiceState.Paid));
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
        var entries = await billing.EntriesOf(ada.Id);
        entries.Select(e => (e.Reason, e.Amount.ToDecimal(), e.BalanceAfter.ToDecimal(), e.InvoiceNumber)).ShouldBe(
            [(Reason.Applied, -12.90m, 0m, second.Number), (Reason.CreditNote, 12.90m, 12.90m, first.Number)]);
        entries[1].CreditNoteNumber.ShouldBe("CN/2026/00001");
        var reported = await billing.Service.Raised<AccountCreditChanged>();
        reported.Select(e => (e.Reason, e.Amount.Amount, e.Balance.Amount, e.Source?.Id)).ShouldBe(
            [("credit_note", 12.90m, 12.90m, start.Subject.Id), ("applied", -12.90m, 0m, Guid.Parse(second.Source.Id))]);
    }

    [Fact]
    public async Task Staff_pay_an_open_invoice_from_account_credit_in_parts_and_no_further_than_both_allow()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        (await Refused.By(Apply(null))).Reason.ShouldBe("CREDIT_ABOVE_BALANCE", "there is none");
        await billing.Give(ada.Id, 30);
        (await billing.Invoice(invoice.Id)).AmountDue.ShouldBe(Money.From(40, "EUR"), "it is not applied by itself");

        var part = await Apply(12.50m);
        (part.State, part.AccountCreditApplied, part.AmountDue).ShouldBe((Wire.InvoiceState.Open, Money.From(12.50m, "EUR"), Money.From(27.50m, "EUR")));
        (await Refused.By(Apply(17.51m))).Reason.ShouldBe("CREDIT_ABOVE_BALANCE");
        (await Refused.By(Apply(27.51m))).Reason.ShouldBe("PAYMENT_ABOVE_DUE");
        (await Apply(null)).AmountDue.ShouldBe(Money.From(10, "EUR"), "all that there was");
        await billing.Give(ada.Id, 25);
        var paid = await Apply(null);

        (paid.State, paid.AmountDue, await billing.CreditOf(ada.Id)).ShouldBe((Wire.InvoiceState.Paid, Money.From(0, "EUR"), 15));
        (await Refused.By(Apply(1))).Reason.ShouldBe("INVOICE_NOT_OPEN");
        (await billing.Service.Raised<AccountCreditChanged>()).Where(e => e.Reason == "applied").Select(e => (e.Amount.Amount, e.Actor.Kind, e.Subject.Id)).ShouldBe(
            [(-12.50m, "staff", Guid.Parse(invoice.Id)), (-17.50m, "staff", Guid.Parse(invoice.Id)), (-10m, "staff", Guid.Parse(invoice.Id))]);
        await billing.FindsNothing();

        AsyncUnaryCall<Wire.Invoice> Apply(decimal? amount) => billing.Staff.ApplyAccountCreditAsync(
            new Wire.ApplyAccountCreditRequest { InvoiceId = invoice.Id, Amount = amount is { } some ? Money.From(some, "EUR") : null });
    }

    [Fact]
    public async Task Applying_credit_takes_it_once_names_what_is_wrong_and_is_for_staff()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        await billing.Give(ada.Id, 30);
        var request = new Wire.ApplyAccountCreditRequest { InvoiceId = invoice.Id, Amount = Money.From(10, "EUR"), Etag = invoice.Etag, RequestId = "once" };

        await billing.Staff.ApplyAccountCreditAsync(request);
        await billing.Staff.ApplyAccountCreditAsync(request);

        (await billing.CreditOf(ada.Id)).ShouldBe(20);
        request.RequestId = "twice";
        (await Refused.By(billing.Staff.ApplyAccountCreditAsync(request))).Status.ShouldBe(StatusCode.Aborted);
        (await Refused.By(billing.Staff.ApplyAccountCreditAsync(new() { InvoiceId = "17", Amount = Money.From(0, "EUR") }))).Violations
            .ShouldBe(["invoice_id:NOT_AN_ID", "amount:ZERO"]);
        (await Refused.By(billing.Staff.ApplyAccountCreditAsync(new() { InvoiceId = invoice.Id, Amount = Money.From(1, "USD") }))).Violations
            .ShouldBe(["amount.currency_code:WRONG_CURRENCY"]);
        (await Refused.By(billing.Staff.ApplyAccountCreditAsync(new() { InvoiceId = Guid.CreateVersion7().ToString() }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(billing.Service.Client<Wire.InvoiceService.InvoiceServiceClient>(billing.Service.Tokens.Customer("billing", ada.Id)).ApplyAccountCreditAsync(new() { InvoiceId = invoice.Id })))
            .Status.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_balance_stays_below_the_limit_of_every_amount()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.Give(ada.Id, 999_999_999_999);

        var refused = await Refused.By(billing.Credits.GiveAccountCreditAsync(new() { CustomerId = ada.Id.ToString(), Amount = Money.From(1, "EUR"), Reason = "Sorry" }));

        (refused.Status, refused.Violations.Single()).ShouldBe((StatusCode.InvalidArgument, "amount:TOTAL_TOO_LARGE"));
        (await billing.CreditOf(ada.Id)).ShouldBe(999_999_999_999);
    }

    [Fact]
    public async Task Credit_that_covers_a_whole_invoice_leaves_the_card_alone()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.Give(ada.Id, 100);

        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        await billing.Service.RunDueWork();

        (invoice.State, invoice.AccountCreditApplied, invoice.AmountPaid).ShouldBe((Wire.InvoiceState.Paid, Money.From(40, "EUR"), Money.From(0, "EUR")));
        (await billing.Invoice(invoice.Id)).Attempts.ShouldBeEmpty();
        (await billing.BankCharges()).ShouldBeEmpty();
        (await billing.CreditOf(ada.Id)).ShouldBe(60);
    }

    [Fact]
    public async Task What_a_close_gives_back_of_what_account_credit_paid_is_account_credit_again()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.Give(ada.Id, 100);
        var start = PeriodStarted(customer: ada);
        await billing.Deliver(start);

        await billing.Deliver(Closed(start.Subject, ada, end: "2026-02-05", credit: "prorated"));

        var invoice = (await billing.InvoicesOf(start.AggregateId)).ShouldHaveSingleItem();
        (invoice.AmountCredited.ToDecimal(), invoice.AccountCreditApplied.ToDecimal(), invoice.State).ShouldBe((12.90m, 40m, Wire.InvoiceState.Paid));
        (await billing.CreditOf(ada.Id)).ShouldBe(72.90m);
    }

    [Fact]
    public async Task A_charge_that_succeeds_after_a_credit_note_took_away_what_was_due_becomes_account_credit()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.TimesOutAndSucceeds);
        var start = PeriodStarted(customer: ada);
        var invoice = await billing.Charged((await billing.Bill(start)).Id);
        invoice.Attempts.Single().State.ShouldBe(Wire.PaymentAttemptState.Unresolved);

        await billing.Deliver(Closed(start.Subject, ada, credit: "full"));
        (await billing.CreditOf(ada.Id)).ShouldBe(0);
        billing.Clock.Advance(TimeSpan.FromSeconds(10));
        await billing.Service.RunDueWork();
        var resolved = await billing.Becomes(invoice.Id, Wire.PaymentAttemptState.Succeeded);

        (resolved.AmountPaid, resolved.AmountCredited, resolved.AmountToAccount).ShouldBe((Money.From(40, "EUR"), Money.From(40, "EUR"), Money.From(40, "EUR")));
        (await billing.CreditOf(ada.Id)).ShouldBe(40);
        (await billing.EntriesOf(ada.Id)).ShouldHaveSingleItem().Reason.ShouldBe(Reason.Overpaid);
    }

    [Fact]
    public async Task Currencies_are_kept_apart()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known("VND");
        await billing.Give(ada.Id, 50_000, "VND");

        var euros = await billing.Bill(PeriodStarted(customer: ada));
        var dong = await billing.Bill(PeriodStarted(customer: ada, currency: "VND", lines: [Line(30_000)]));

        euros.AccountCreditApplied.ShouldBe(Money.From(0, "EUR"));
        dong.AccountCreditApplied.ShouldBe(Money.From(30_000, "VND"));
        (await billing.CreditOf(ada.Id, "VND")).ShouldBe(20_000);
    }

    [Fact]
    public async Task Staff_take_back_what_is_there_and_no_more()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.Give(ada.Id, 10);

        var refused = await Refused.By(TakeBack(billing, ada.Id, 10.01m));
        var foreign = await Refused.By(TakeBack(billing, ada.Id, 1, "USD"));
        var entry = await TakeBack(billing, ada.Id, 4);

        (refused.Status, refused.Reason, foreign.Reason).ShouldBe((StatusCode.FailedPrecondition, "CREDIT_ABOVE_BALANCE", "CREDIT_ABOVE_BALANCE"));
        (entry.Reason, entry.Amount.ToDecimal(), entry.BalanceAfter.ToDecimal(), entry.Note, entry.Actor.Name)
            .ShouldBe((Reason.TakenBack, -4m, 6m, "Given by mistake", "Maria Rossi"));
        (await billing.CreditOf(ada.Id)).ShouldBe(6);
        (await billing.Service.Raised<AccountCreditChanged>()).ShouldAllBe(e => e.Source == null);
    }

    [Fact]
    public async Task Bad_fields_are_named_all_at_once_and_a_customer_must_be_known()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();

        var wrong = await Refused.By(billing.Credits.GiveAccountCreditAsync(
            new Wire.GiveAccountCreditRequest { CustomerId = "17", Amount = Money.From(0, "EUR"), Reason = "" }));
        var unknown = await Refused.By(billing.Credits.GiveAccountCreditAsync(
            new Wire.GiveAccountCreditRequest { CustomerId = Guid.CreateVersion7().ToString(), Amount = Money.From(1, "EUR"), Reason = "Sorry" }));
        var foreign = await Refused.By(billing.Credits.GiveAccountCreditAsync(
            new Wire.GiveAccountCreditRequest { CustomerId = ada.Id.ToString(), Amount = Money.From(1, "USD"), Reason = "Sorry" }));

        wrong.Violations.ShouldBe(["customer_id:NOT_AN_ID", "amount:ZERO", "reason:REQUIRED"]);
        unknown.Status.ShouldBe(StatusCode.NotFound);
        foreign.Violations.ShouldBe(["amount.currency_code:WRONG_CURRENCY"]);
    }

    [Fact]
    public async Task The_same_request_twice_gives_once()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var request = new Wire.GiveAccountCreditRequest { CustomerId = ada.Id.ToString(), Amount = Money.From(5, "EUR"), Reason = "Sorry", RequestId = "give-1" };

        var first = await billing.Credits.GiveAccountCreditAsync(request);
        var second = await billing.Credits.GiveAccountCreditAsync(request);

        second.ShouldBe(first);
        (await billing.CreditOf(ada.Id)).ShouldBe(5);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Many_who_change_a_balance_at_once_never_bring_it_below_zero(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = await billing.Known();
        await billing.Give(ada.Id, 100);
        var periods = Enumerable.Range(0, 4).Select(_ => PeriodStarted(customer: ada)).ToList();

        var taking = Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await TakeBack(billing, ada.Id, 30);
            }
            catch (RpcException)
            {
                // Too little left, or another one was faster.
            }
        });
        await Task.WhenAll(taking.Concat(periods.Select(p => billing.Deliver(p))));

        var balance = await billing.CreditOf(ada.Id);
        var entries = await billing.EntriesOf(ada.Id);
        balance.ShouldBeGreaterThanOrEqualTo(0);
        entries.ShouldAllBe(e => e.BalanceAfter.ToDecimal() >= 0);
        var numbers = await billing.Service.Read(db => db.CreditEntries.Select(e => e.Number).ToListAsync());
        numbers.Order().ShouldBe(Enumerable.Range(1, entries.Count));
    }

    [Fact]
    public async Task Customers_see_their_own_and_not_who_gave_it()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        await billing.Give(ada.Id, 10);
        var portal = billing.Portal(ada.Id);
        var stranger = billing.Portal(Guid.CreateVersion7());

        (await portal.GetAccountCreditAsync(new Wire.GetPortalAccountCreditRequest())).Balances.ShouldBe([Money.From(10, "EUR")]);
        var entry = (await portal.ListAccountCreditEntriesAsync(new Wire.ListPortalAccountCreditEntriesRequest())).Entries.ShouldHaveSingleItem();
        (entry.Note, entry.Actor).ShouldBe(("With our apologies", null));
        (await stranger.GetAccountCreditAsync(new Wire.GetPortalAccountCreditRequest())).Balances.ShouldBeEmpty();
        (await stranger.ListAccountCreditEntriesAsync(new Wire.ListPortalAccountCreditEntriesRequest())).Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task News_of_a_customer_that_comes_late_is_passed_over()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        await billing.Deliver(CustomerChanged(ada with { Name = "Ada King" }, at: Morning.AddHours(1)));
        await billing.Deliver(CustomerChanged(ada, "USD", at: Morning));

        var known = await billing.Service.Read(db => db.Customers.SingleAsync(c => c.Id == ada.Id));

        (known.Name, known.Currency).ShouldBe(("Ada King", "EUR"));
    }

    private static AsyncUnaryCall<Wire.AccountCreditEntry> TakeBack(BillingUnderTest billing, Guid customer, decimal amount, string currency = "EUR") =>
        billing.Credits.TakeBackAccountCreditAsync(
            new Wire.TakeBackAccountCreditRequest { CustomerId = customer.ToString(), Amount = Money.From(amount, currency), Reason = "Given by mistake" });
}
