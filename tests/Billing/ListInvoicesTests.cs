using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class ListInvoicesTests
{
    [Fact]
    public async Task Pages_follow_one_another_newest_first_and_miss_nothing()
    {
        await using var billing = await BillingUnderTest.Start();
        for (var i = 0; i < 5; i++)
        {
            await billing.Deliver(PeriodStarted());
            billing.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var seen = new List<string>();
        var request = new Wire.ListInvoicesRequest { PageSize = 2 };
        do
        {
            var page = await billing.Staff.ListInvoicesAsync(request);
            page.Invoices.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Invoices.Select(i => i.Number));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.ShouldBe(["INV/2026/00005", "INV/2026/00004", "INV/2026/00003", "INV/2026/00002", "INV/2026/00001"]);
    }

    [Fact]
    public async Task Customer_and_state_narrow_the_list()
    {
        await using var billing = await BillingUnderTest.Start();
        var customer = Customer();
        var open = await billing.Bill(PeriodStarted(customer: customer));
        await billing.Deliver(PeriodStarted(customer: customer, lines: [Line(0)]));
        await billing.Deliver(PeriodStarted());

        var found = await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest
        {
            CustomerId = customer.Id.ToString(),
            States = { Wire.InvoiceState.Open, Wire.InvoiceState.Uncollectible },
        });

        found.Invoices.ShouldHaveSingleItem().ShouldBe(open);
        (await billing.Staff.GetInvoiceAsync(new Wire.GetInvoiceRequest { Id = open.Id })).ShouldBe(open);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Days_of_issue_narrow_the_list_and_leave_drafts_out(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = await billing.Known();
        await billing.Draft(ada.Id, ("Workshop", 1, 30));
        billing.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var day = 15; day <= 17; day++)
        {
            await billing.Bill(PeriodStarted(customer: ada));
            billing.Clock.Advance(TimeSpan.FromDays(1));
        }

        (await Numbers(null, null)).ShouldBe(["INV/2026/00003", "INV/2026/00002", "INV/2026/00001", ""]);
        (await Numbers("2026-01-16", null)).ShouldBe(["INV/2026/00003", "INV/2026/00002"]);
        (await Numbers(null, "2026-01-16")).ShouldBe(["INV/2026/00002", "INV/2026/00001"]);
        (await Numbers("2026-01-16", "2026-01-16")).ShouldBe(["INV/2026/00002"]);
        (await Refused.By(billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { IssuedFrom = new Date { Year = 2026, Month = 2, Day = 30 } })))
            .Violations.ShouldBe(["issued_from:NOT_A_DATE"]);

        async Task<IEnumerable<string>> Numbers(string? from, string? to) => (await billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest
        {
            IssuedFrom = from is null ? null : Date.From(Day(from)),
            IssuedTo = to is null ? null : Date.From(Day(to)),
        })).Invoices.Select(i => i.Number);
    }

    [Fact]
    public async Task Bad_requests_are_refused()
    {
        await using var billing = await BillingUnderTest.Start();

        (await Refused.By(billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { PageSize = -1 }))).Violations.ShouldBe(["page_size:NEGATIVE"]);
        (await Refused.By(billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { PageToken = "x" }))).Violations.ShouldBe(["page_token:NOT_A_TOKEN"]);
        (await Refused.By(billing.Staff.ListInvoicesAsync(new Wire.ListInvoicesRequest { States = { (Wire.InvoiceState)99 } }))).Violations.ShouldBe(["states:UNKNOWN_STATE"]);
        (await Refused.By(billing.Staff.GetInvoiceAsync(new Wire.GetInvoiceRequest { Id = Guid.CreateVersion7().ToString() }))).Status.ShouldBe(StatusCode.NotFound);
    }
}
