using Contracts.Billing.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Standalone.Tests.Support;

/// <summary>The demo business as it is once it is written whole.</summary>
internal static class DemoBusiness
{
    public static readonly Counts Whole = new(
        Plans: 4, Products: 2, Reasons: 6, Customers: 6, Quotations: 2, Running: 5, Leaving: 1, Churned: 1, Invoices: 0, Paid: 2);

    public static async Task ShouldBeWhole(StandaloneClient client)
    {
        var counts = await Counts.Of(client);
        (counts with { Invoices = 0 }).ShouldBe(Whole);
        // How many periods have begun depends on the lengths of the months.
        counts.Invoices.ShouldBeInRange(8, 16);
        await ShouldBeFound(client);
    }

    /// <summary>As somebody types it who has neither their accents nor their keyboards.</summary>
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
}
