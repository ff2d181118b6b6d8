using Billing.Numbering;
using Billing.Reconciliation;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.Reconciliation;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class ReconciliationOnSqlite() : ReconciliationTests(DatabaseProvider.Sqlite);

public sealed class ReconciliationOnPostgres() : ReconciliationTests(DatabaseProvider.Postgres);

/// <summary>Rows are broken behind the service's back, one at a time.</summary>
public abstract class ReconciliationTests(DatabaseProvider database) : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;
    private Wire.Invoice _invoice = null!;

    /// <summary>Two orders of one customer: a paid invoice, half of it credited and used for the second; and an invoice that was voided.</summary>
    public async Task InitializeAsync()
    {
        _billing = await BillingUnderTest.Start(database: database);
        var ada = await _billing.Known();
        await _billing.AddCard(ada.Id, TestCards.Good);
        var start = PeriodStarted(customer: ada);
        var first = await _billing.Charged((await _billing.Bill(start)).Id);
        await _billing.Deliver(Closed(start.Subject, ada, end: "2026-02-05", credit: "prorated"));
        _invoice = await _billing.Charged((await _billing.Bill(PeriodStarted(customer: ada))).Id);
        var other = await _billing.Bill(PeriodStarted());
        await _billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = other.Id, Reason = "Mistake" });
        await _billing.Give(ada.Id, 5);
        first.AmountPaid.ToDecimal().ShouldBe(40);
    }

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Fact]
    public async Task What_lived_by_the_rules_has_no_findings()
    {
        var check = await Check();

        check.Findings.ShouldBeEmpty();
        // Three invoices, two series of numbers, one balance.
        check.CheckedCount.ShouldBe(6);
    }

    [Fact]
    public async Task A_sum_that_is_wrong_is_found_and_the_daily_run_counts_it_too()
    {
        await Break(db => db.Invoices.Where(IsIt).ExecuteUpdateAsync(set => set.SetProperty(i => i.AmountPaid, i => i.AmountPaid - 1)));

        await Finds("INVOICE_PAYMENTS", "INVOICE_STATE");
        (await _billing.Service.Services.GetRequiredService<DailyReconciliation<BillingReconciliation>>().Reconcile(CancellationToken.None)).ShouldBe(2);
    }

    [Fact]
    public async Task Lines_that_do_not_add_up_are_found()
    {
        await Break(db => db.Invoices.Where(IsIt).ExecuteUpdateAsync(set => set.SetProperty(i => i.Total, i => i.Total + 1).SetProperty(i => i.AmountPaid, i => i.AmountPaid + 1)));
        await Finds("INVOICE_TOTAL", "INVOICE_PAYMENTS");
    }

    [Fact]
    public async Task Credit_notes_and_account_credit_that_disagree_are_found()
    {
        await Break(db => db.Invoices.Where(IsIt).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.AmountCredited, 1).SetProperty(i => i.AccountCreditApplied, i => i.AccountCreditApplied - 1)));
        await Finds("INVOICE_CREDITS", "INVOICE_ACCOUNT");
    }

    [Fact]
    public async Task An_open_invoice_with_nothing_due_is_found()
    {
        await Break(db => db.Invoices.Where(IsIt).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, Invoices.InvoiceState.Open)));
        await Finds("INVOICE_STATE");
    }

    [Fact]
    public async Task A_gap_in_the_numbers_is_found()
    {
        await Break(db => db.Invoices.Where(IsIt).ExecuteUpdateAsync(set => set.SetProperty(i => i.Number, "INV/2026/00009")));

        var finding = (await Check()).Findings.Where(f => f.Rule == "NUMBER_GAP").ToList();
        finding.Select(f => (f.ItemNumber, f.Detail)).ShouldBe([("INV/2026", "INV/2026/00009 is there, the last is 3."), ("INV/2026", "Missing of 3: 00002")]);
    }

    [Fact]
    public async Task A_date_that_steps_back_is_found()
    {
        await Break(db => db.Invoices.Where(IsIt).ExecuteUpdateAsync(set => set.SetProperty(i => i.IssueDate, Day("2026-01-14"))));
        (await Check()).Findings.Select(f => (f.Rule, f.ItemNumber, f.Detail)).ShouldBe([("ISSUE_DATE_STEPS_BACK", "INV/2026", "Earlier than the one before: 00002")]);
    }

    [Fact]
    public async Task A_number_that_was_never_given_is_found()
    {
        await Break(db => db.NumberSeries.Where(s => s.Series == NumberSeries.CreditNotes).ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, 3)));
        (await Check()).Findings.Select(f => (f.Rule, f.ItemNumber, f.Detail)).ShouldBe([("NUMBER_GAP", "CN/2026", "Missing of 3: 00002, 00003")]);
    }

    [Fact]
    public async Task A_balance_that_its_entries_do_not_explain_is_found()
    {
        await Break(db => db.CreditBalances.ExecuteUpdateAsync(set => set.SetProperty(b => b.Amount, 6)));
        (await Check()).Findings.Select(f => f.Rule).ShouldBe(["CREDIT_LEDGER"]);
    }

    [Fact]
    public async Task A_period_that_Billing_never_heard_of_is_found_with_the_next_one()
    {
        var start = PeriodStarted();
        await _billing.Bill(start);
        (await Check()).Findings.ShouldBeEmpty();

        await _billing.Bill(start with
        {
            EventId = Guid.CreateVersion7(), PeriodIndex = 2, PeriodStart = start.PeriodStart.AddMonths(2), PeriodEnd = start.PeriodEnd.AddMonths(2),
        });

        (await Check()).Findings.ShouldHaveSingleItem().Detail.ShouldBe("2 invoices were made for its periods, the last for number 3; 2 are there.");
    }

    [Fact]
    public async Task A_period_without_its_invoice_is_found()
    {
        var order = Guid.Parse(_invoice.Source.Id);
        await Break(db => db.SubscriptionBillings.Where(a => a.Id == order).ExecuteUpdateAsync(set => set.SetProperty(a => a.InvoicesIssued, 2)));

        var finding = (await Check()).Findings.ShouldHaveSingleItem();
        (finding.Rule, finding.ItemNumber, finding.Detail).ShouldBe(("PERIODS_COUNT", "S00042", "2 invoices were made for its periods, the last for number 1; 1 are there."));
    }

    private System.Linq.Expressions.Expression<Func<Invoices.Invoice, bool>> IsIt
    {
        get
        {
            var id = Guid.Parse(_invoice.Id);
            return i => i.Id == id;
        }
    }

    private async Task Break(Func<BillingDb, Task<int>> change) => (await _billing.Service.Read(change)).ShouldBe(1);

    private async Task Finds(params string[] rules)
    {
        var findings = (await Check()).Findings;
        findings.Select(f => f.Rule).ShouldBe(rules, ignoreOrder: true);
        findings.ShouldAllBe(f => f.ItemId == _invoice.Id && f.ItemNumber == _invoice.Number);
    }

    private async Task<SelfCheck> Check() => await _billing.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest());
}
