using Contracts.Billing.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Standalone.Tests.Support;

/// <summary>How much of everything there is.</summary>
internal sealed record Counts(
    int Plans, int Products, int Reasons, int Customers, int Quotations, int Running, int Leaving, int Churned, int Invoices, int Paid)
{
    public static readonly Counts Nothing = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static async Task<Counts> Of(StandaloneClient client)
    {
        var plans = await client.Client<PlanService.PlanServiceClient>().ListPlansAsync(new ListPlansRequest { PageSize = 200 });
        var products = await client.Client<ProductService.ProductServiceClient>().ListProductsAsync(new ListProductsRequest { PageSize = 200 });
        var reasons = await client.Client<CloseReasonService.CloseReasonServiceClient>().ListCloseReasonsAsync(new ListCloseReasonsRequest());
        var customers = await client.Client<CustomerService.CustomerServiceClient>().ListCustomersAsync(new ListCustomersRequest { PageSize = 200 });
        var orders = (await client.Client<SubscriptionService.SubscriptionServiceClient>().ListSubscriptionsAsync(new ListSubscriptionsRequest { PageSize = 200 })).Subscriptions;
        var invoices = (await client.Client<InvoiceService.InvoiceServiceClient>().ListInvoicesAsync(new ListInvoicesRequest { PageSize = 200 })).Invoices;
        return new Counts(
            plans.Plans.Count,
            products.Products.Count,
            reasons.CloseReasons.Count(r => !r.System),
            customers.Customers.Count,
            orders.Count(o => o.Stage == Stage.Quotation),
            orders.Count(o => o.Stage == Stage.InProgress),
            orders.Count(o => o is { Stage: Stage.InProgress, Closing: not null }),
            orders.Count(o => o.Stage == Stage.Churned),
            invoices.Count,
            invoices.Count(i => i.State == InvoiceState.Paid));
    }
}
