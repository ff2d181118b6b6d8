using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Standalone.Tests.Support;

/// <summary>The demo business as it is once it is written whole.</summary>
internal static class DemoBusiness
{
    public static readonly Counts Whole = new(
        Plans: 4, Products: 2, Reasons: 6, Customers: 22, Quotations: 2, Running: 17, Leaving: 1, Churned: 5, Invoices: 0, Paid: 0);

    public static async Task ShouldBeWhole(StandaloneClient client)
    {
        var counts = await Counts.Of(client);
        (counts with { Invoices = 0, Paid = 0 }).ShouldBe(Whole);
        // How many periods have begun depends on the day.
        counts.Invoices.ShouldBeInRange(110, 160);
        (counts.Invoices - counts.Paid).ShouldBeInRange(2, 30);
        await ShouldBeFound(client);
        await ShouldHavePasses(client);
    }

    /// <summary>In each of the ways in which passes end, and in use; none twice.</summary>
    private static async Task ShouldHavePasses(StandaloneClient client)
    {
        var sold = (await client.Client<PassService.PassServiceClient>().ListPassesAsync(
            new ListPassesRequest { States = { Enum.GetValues<PassState>().Where(state => state != PassState.Unspecified) }, PageSize = 200 })).Passes;
        // One more from the running month's first day of the story on.
        sold.Count.ShouldBeInRange(8, 9);
        sold.ShouldContain(pass => pass.State == PassState.UsedUp && pass.UsedClasses == pass.TotalClasses);
        sold.ShouldContain(pass => pass.State == PassState.Expired && pass.LapsedClasses > 0);
        sold.ShouldContain(pass => pass.State == PassState.Active && pass.Holders.Count == 2 && pass.UsedClasses > 0);
        sold.ShouldContain(pass => pass.State == PassState.Active && pass.UsedClasses == 0);
        var visits = (await client.Client<PassService.PassServiceClient>().ListVisitsAsync(new ListVisitsRequest { PageSize = 200 })).Visits;
        visits.Count.ShouldBe(sold.Sum(pass => pass.UsedClasses));
    }

    /// <summary>As a person types it who has neither their accents nor their keyboards.</summary>
    private static async Task ShouldBeFound(StandaloneClient client)
    {
        foreach (var (query, name) in new[] { ("nguyen", "Nguyễn Thị Lan"), ("wisniewski", "Marek Wiśniewski"), ("احمدي", "سارا احمدی"), ("emma.clarke@example.com", "Emma Clarke") })
        {
            (await client.Client<CustomerService.CustomerServiceClient>().ListCustomersAsync(new ListCustomersRequest { Query = query }))
                .Customers.ShouldHaveSingleItem().Name.ShouldBe(name);
            (await client.Client<SubscriptionService.SubscriptionServiceClient>().ListSubscriptionsAsync(new ListSubscriptionsRequest { Query = query }))
                .Subscriptions.Select(order => order.CustomerName).Distinct().ShouldBe([name]);
            (await client.Client<InvoiceService.InvoiceServiceClient>().ListInvoicesAsync(new ListInvoicesRequest { Query = query }))
                .Invoices.Select(invoice => invoice.CustomerName).Distinct().ShouldBe([name]);
        }

        (await client.Client<PlanService.PlanServiceClient>().ListPlansAsync(new ListPlansRequest { Query = "حرفة اي" }))
            .Plans.ShouldHaveSingleItem().Name.Values["en"].ShouldBe("Pro");
    }

    /// <summary>The reports of its last twelve months look like a business: it grows, customers leave, and the figures agree.</summary>
    public static async Task ShouldCoverAYear(StandaloneClient client)
    {
        var reports = client.Client<ReportService.ReportServiceClient>();
        var mrr = await reports.GetMrrReportAsync(new GetMrrReportRequest());
        var retention = await reports.GetRetentionReportAsync(new GetRetentionReportRequest { CurrencyCode = mrr.CurrencyCode });

        mrr.CurrencyCode.ShouldBe("EUR");
        mrr.Months.Count.ShouldBe(12);
        mrr.Months.ShouldAllBe(month => month.ActiveCount > 0 && month.Closing.ToDecimal() > 0);
        mrr.Months[^1].Closing.ToDecimal().ShouldBeGreaterThan(2 * mrr.Months[0].Opening.ToDecimal());
        foreach (var some in new Func<MrrMonth, Money>[] { m => m.New, m => m.Expansion, m => m.Contraction, m => m.Churn, m => m.Reactivation, m => m.Paused, m => m.Resumed })
        {
            mrr.Months.ShouldContain(month => some(month).ToDecimal() != 0);
        }

        foreach (var (cohort, month) in retention.Cohorts.Zip(mrr.Months))
        {
            (cohort.Size == 0 || month.ActiveCount > 0).ShouldBeTrue($"{cohort.Month}: {cohort.Size} started, {month.ActiveCount} active");
        }
    }
}
