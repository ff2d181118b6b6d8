using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;

namespace Standalone.Demo;

/// <summary>
/// Fills an empty system with a small business, through the same gRPC calls that an internal application makes. Each request has a
/// fixed request_id and the same content at every start, so that a start that was interrupted goes on where it stopped.
/// </summary>
/// <param name="today">The day on which the first of these starts began.</param>
internal sealed class DemoSeed(DemoClients clients, DateOnly today)
{
    private readonly Dictionary<string, CloseReason> _reasons = [];

    public async Task Run(CancellationToken ct)
    {
        var basic = await Create(DemoCatalogue.Basic, "basic", ct);
        var pro = await Create(DemoCatalogue.Pro, "pro", ct);
        var team = await Create(DemoCatalogue.Team, "team", ct);
        var studio = await Create(DemoCatalogue.Studio, "studio", ct);
        var seat = await Create(DemoCatalogue.Seat, "seat", ct);
        var setup = await Create(DemoCatalogue.Setup, "setup", ct);
        foreach (var reason in DemoCatalogue.CloseReasons)
        {
            _reasons[reason.Code] = await clients.CloseReasons.CreateCloseReasonAsync(
                new CreateCloseReasonRequest { CloseReason = reason, RequestId = $"demo-reason-{reason.Code}" }, cancellationToken: ct);
        }

        var giulia = await Create(DemoCatalogue.Giulia, "giulia", ct);
        var lan = await Create(DemoCatalogue.Lan, "lan", ct);
        var sara = await Create(DemoCatalogue.Sara, "sara", ct);
        var marek = await Create(DemoCatalogue.Marek, "marek", ct);
        var emma = await Create(DemoCatalogue.Emma, "emma", ct);
        var northwind = await Create(DemoCatalogue.Northwind, "northwind", ct);

        var closed = await Running(marek, basic, monthsAgo: 2, "marek-basic", ct);
        await Close(closed, "too_expensive", "", CloseWhen.Now, ct);
        await Paid(await Running(emma, pro, monthsAgo: 1, "emma-pro", ct, new SubscriptionLine { ProductId = seat.Id, Quantity = 2 }), ct);
        await Running(lan, studio, monthsAgo: 3, "lan-studio", ct);
        var leaving = await Running(sara, pro, monthsAgo: 1, "sara-pro", ct);
        await Close(leaving, "no_longer_needed", "", CloseWhen.EndOfPeriod, ct);
        await Running(northwind, team, monthsAgo: 4, "northwind-team", ct, new SubscriptionLine { ProductId = setup.Id, Quantity = 1 });
        await Quote(northwind, pro, null, "northwind-pro", ct);
        var offered = await Quote(marek, pro, null, "marek-pro", ct);
        await clients.Subscriptions.SendQuotationAsync(new SendQuotationRequest { Id = offered.Id, RequestId = "demo-send-marek-pro" }, cancellationToken: ct);
        await Paid(await Running(giulia, pro, monthsAgo: 0, "giulia-pro", ct), ct);
    }

    private async Task<Plan> Create(Plan plan, string key, CancellationToken ct) =>
        await clients.Plans.CreatePlanAsync(new CreatePlanRequest { Plan = plan, RequestId = $"demo-plan-{key}" }, cancellationToken: ct);

    private async Task<Product> Create(Product product, string key, CancellationToken ct) =>
        await clients.Products.CreateProductAsync(new CreateProductRequest { Product = product, RequestId = $"demo-product-{key}" }, cancellationToken: ct);

    private async Task<Customer> Create(Customer customer, string key, CancellationToken ct) =>
        await clients.Customers.CreateCustomerAsync(new CreateCustomerRequest { Customer = customer, RequestId = $"demo-customer-{key}" }, cancellationToken: ct);

    private async Task<Subscription> Quote(Customer customer, Plan plan, DateOnly? start, string key, CancellationToken ct, params SubscriptionLine[] lines)
    {
        var wanted = new Subscription { CustomerId = customer.Id, PlanId = plan.Id, StartDate = start is { } day ? Date.From(day) : null };
        wanted.Lines.Add(lines);
        return await clients.Subscriptions.CreateSubscriptionAsync(
            new CreateSubscriptionRequest { Subscription = wanted, RequestId = $"demo-order-{key}" }, cancellationToken: ct);
    }

    private async Task<Subscription> Running(Customer customer, Plan plan, int monthsAgo, string key, CancellationToken ct, params SubscriptionLine[] lines)
    {
        var start = today.AddMonths(-monthsAgo).AddDays(-monthsAgo);
        var quotation = await Quote(customer, plan, monthsAgo > 0 ? start : null, key, ct, lines);
        return await clients.Subscriptions.ConfirmSubscriptionAsync(
            new ConfirmSubscriptionRequest { Id = quotation.Id, RequestId = $"demo-confirm-{key}" }, cancellationToken: ct);
    }

    private async Task Close(Subscription subscription, string reason, string comment, CloseWhen when, CancellationToken ct) =>
        await clients.Subscriptions.CloseSubscriptionAsync(
            new CloseSubscriptionRequest
            {
                Id = subscription.Id,
                ReasonId = _reasons[reason].Id,
                Comment = comment,
                When = when,
                RequestId = $"demo-close-{subscription.Number}",
            },
            cancellationToken: ct);

    /// <summary>Waits, not for long, for the first invoice and registers its payment.</summary>
    private async Task Paid(Subscription subscription, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        Invoice? first = null;
        while (first is null)
        {
            var invoices = await clients.Invoices.ListInvoicesAsync(new ListInvoicesRequest { SubscriptionId = subscription.Id }, cancellationToken: patience.Token);
            first = invoices.Invoices.FirstOrDefault(invoice => invoice.PeriodStart.Equals(subscription.StartDate));
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }

        await clients.Invoices.RegisterPaymentAsync(
            new RegisterPaymentRequest
            {
                InvoiceId = first.Id,
                Method = PaymentMethod.BankTransfer,
                Reference = $"Transfer {subscription.Number}",
                RequestId = $"demo-payment-{subscription.Number}",
            },
            cancellationToken: ct);
    }
}
