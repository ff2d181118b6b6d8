using Grpc.Core;
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
