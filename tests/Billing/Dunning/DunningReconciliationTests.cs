using Billing.Dunning.Cases;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Dunning;

public sealed class DunningReconciliationOnSqlite() : DunningReconciliationTests(DatabaseProvider.Sqlite);

public sealed class DunningReconciliationOnPostgres() : DunningReconciliationTests(DatabaseProvider.Postgres);

/// <summary>What the self-check says of cases whose rows were broken behind the service's back.</summary>
public abstract class DunningReconciliationTests(DatabaseProvider database) : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;
    private FailedPayment _opened = null!;
    private Guid _caseId;
    private Guid _invoiceId;

    public async Task InitializeAsync()
    {
        _billing = await BillingUnderTest.Start(database: database);
        await _billing.Deliver(CustomerChanged(Customer(), "EUR"));
        _opened = await new DunningUnderTest(_billing).Fail(TestCards.InsufficientFunds);
        (_caseId, _invoiceId) = (Guid.Parse(_opened.Id), Guid.Parse(_opened.Invoice.Id));
        await _billing.Service.RunDueWork();
        _billing.Clock.Advance(TimeSpan.FromHours(2));
        await Finds();
    }

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Fact]
    public async Task A_failed_invoice_in_no_case_is_found_until_its_customer_is_exempt()
    {
        await Break(db => db.Invoices.Where(i => i.Id == _invoiceId).ExecuteUpdateAsync(set => set.SetProperty(i => i.DunningCaseId, (Guid?)null)));
        await Break(db => db.DunningCases.Where(c => c.Id == _caseId).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, DunningState.Resolved)));

        await Finds("DUNNING_NO_CASE");
        await _billing.Deliver(CustomerChanged(_opened.Customer, "EUR"));
        await new DunningUnderTest(_billing).Staff.SetDunningExemptionAsync(
            new Wire.SetDunningExemptionRequest { CustomerId = _opened.Customer.Id.ToString(), Exempt = true, Reason = "Pays by hand" });
        await Finds();
    }

    [Fact]
    public async Task A_recovered_case_with_something_due_is_found()
    {
        var now = _billing.Clock.GetUtcNow();
        await Break(db => db.DunningCases.Where(c => c.Id == _caseId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, DunningState.Recovered).SetProperty(c => c.EndedAt, now)));

        await Finds("DUNNING_STILL_DUE");
    }

    [Fact]
    public async Task A_case_that_runs_with_nothing_due_is_found()
    {
        await Break(db => db.Invoices.Where(i => i.Id == _invoiceId).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, InvoiceState.Void)));

        await Finds("DUNNING_NOTHING_DUE");
    }

    [Fact]
    public async Task A_restriction_is_found_unless_a_notice_about_it_was_delivered()
    {
        var restricted = _billing.Clock.GetUtcNow() - TimeSpan.FromMinutes(90);
        await Break(db => db.DunningCases.Where(c => c.Id == _caseId).ExecuteUpdateAsync(set => set.SetProperty(c => c.RestrictedAt, restricted)));
        await Finds("DUNNING_NO_NOTICE");

        await _billing.Service.Read(async db =>
        {
            (await db.DunningCases.SingleAsync(c => c.Id == _caseId)).NoticeDelivered("payment_failed_1", "ada@example.com", restricted, Guid.CreateVersion7());
            return await db.SaveChangesAsync();
        });
        await Finds("DUNNING_NO_NOTICE");
        await _billing.Service.Read(async db =>
        {
            (await db.DunningCases.SingleAsync(c => c.Id == _caseId)).NoticeDelivered("restriction_notice", "ada@example.com", restricted, Guid.CreateVersion7());
            return await db.SaveChangesAsync();
        });
        await Finds();
    }

    private async Task Break(Func<BillingDb, Task<int>> change) => (await _billing.Service.Read(change)).ShouldBe(1);

    private async Task Finds(params string[] rules) =>
        (await _billing.SelfCheck.GetSelfCheckAsync(new())).Findings.Select(f => f.Rule).Where(r => r.StartsWith("DUNNING", StringComparison.Ordinal)).ShouldBe(rules);
}
