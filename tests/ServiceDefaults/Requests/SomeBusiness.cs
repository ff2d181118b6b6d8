using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.Collections;

namespace ServiceDefaults.Tests.Requests;

/// <summary>A few things of each kind, so that random requests find some.</summary>
/// <param name="Ids">Of all of them.</param>
internal sealed record SomeBusiness(string CustomerId, IReadOnlyList<string> Ids)
{
    public static async Task<SomeBusiness> In(HostUnderTest host)
    {
        var plans = host.Client<PlanService.PlanServiceClient>(host.Tokens.Staff("plans"));
        var staff = host.Tokens.Staff("subscriptions");
        var plan = await plans.CreatePlanAsync(new CreatePlanRequest
        {
            Plan = new Plan
            {
                Name = LocalizedText.From(new Dictionary<string, string> { ["en"] = "Pro" }), Price = Money.From(40, "EUR"),
                BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 }, SelfService = new SelfService { Closable = true },
            },
        });
        var customer = await host.Client<CustomerService.CustomerServiceClient>(staff).CreateCustomerAsync(new CreateCustomerRequest
        {
            Customer = new Customer { Name = "Ada", Email = "ada@example.com", Language = "en", TimeZone = "Europe/Rome", CurrencyCode = "EUR" },
        });
        var orders = host.Client<SubscriptionService.SubscriptionServiceClient>(staff);
        var ids = new List<string> { plan.Id, customer.Id };
        for (var i = 0; i < 3; i++)
        {
            var order = await orders.CreateSubscriptionAsync(new CreateSubscriptionRequest
            {
                Subscription = new Subscription { CustomerId = customer.Id, PlanId = plan.Id },
            });
            ids.Add(order.Id);
            if (i > 0)
            {
                await orders.ConfirmSubscriptionAsync(new ConfirmSubscriptionRequest { Id = order.Id });
            }
        }

        var reasons = await host.Client<CloseReasonService.CloseReasonServiceClient>(staff).ListCloseReasonsAsync(new ListCloseReasonsRequest());
        var invoices = host.Client<InvoiceService.InvoiceServiceClient>(host.Tokens.Staff("billing"));
        RepeatedField<Invoice> issued = [];
        await Eventually.Async(async () => (issued = (await invoices.ListInvoicesAsync(new ListInvoicesRequest())).Invoices).Count >= 2, "the first invoices");
        return new SomeBusiness(customer.Id, [.. ids, .. reasons.CloseReasons.Select(r => r.Id).Take(2), .. issued.Select(i => i.Id)]);
    }
}
