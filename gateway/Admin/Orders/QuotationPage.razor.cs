using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Orders;

/// <summary>A quotation to be made or changed: who, which plan, from when, and what comes beside it.</summary>
public partial class QuotationPage(SubscriptionClient subscriptions, CustomerClient people, PlanClient catalogue, ProductClient extras) : ScreenPage
{
    static readonly string[] Editable = ["plan_id", "lines", "start_date", "coupon_code"];

    Subscription? order;
    IReadOnlyList<Customer> customers = [];
    List<Plan>? plans;
    List<Product>? products;
    string? chosenCustomer;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromQuery(Name = "customer")]
    public string? CustomerId { get; set; }

    string Path => Id is null ? "/admin/subscriptions/new" : $"/admin/subscriptions/{Id}/edit";

    string Title => order is null ? L["Quotation_New"] : $"{L["Quotation"]} {order.Number}";

    protected override Task OnInitializedAsync()
    {
        posted = Posted("quotation");
        return Ask(async () =>
        {
            if (Id is not null)
            {
                order = await subscriptions.GetSubscriptionAsync(new() { Id = Id }, cancellationToken: RequestAborted);
            }
            else
            {
                customers = (await people.ListCustomersAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).Customers;
                chosenCustomer = CustomerId is null ? null : Name(await people.GetCustomerAsync(new() { Id = CustomerId }, cancellationToken: RequestAborted));
            }

            plans = [.. (await catalogue.ListPlansAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).Plans];
            products = [.. (await extras.ListProductsAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).Products];
        });
    }

    async Task Save()
    {
        var change = new Subscription { Id = Id ?? "", PlanId = posted["plan"], CouponCode = posted["coupon_code"], Etag = posted["etag"] };
        if (change.PlanId.Length == 0)
        {
            FailField("plan", "Field_REQUIRED");
            return;
        }

        if (posted["start_date"].Length > 0)
        {
            if (!DateText.TryParse(posted["start_date"], out var start))
            {
                FailField("start_date", "Field_NOT_A_DATE");
                return;
            }

            change.StartDate = Date.From(start);
        }

        change.Lines.Add(Line("", "quantity"));
        foreach (var product in products!.Where(product => posted.Number($"product.{product.Id}", -1) != 0 && posted[$"product.{product.Id}"].Length > 0))
        {
            change.Lines.Add(Line(product.Id, $"product.{product.Id}"));
        }

        if (Id is null && !await FindCustomer(change))
        {
            return;
        }

        var mask = new FieldMask { Paths = { Editable } };
        if (order is not null && TermFields.Read(posted) is var terms && (change.PlanId == order.PlanId || !terms.Equals(order.Terms)))
        {
            // Otherwise another plan was chosen, and its terms come with it.
            change.Terms = terms;
            mask.Paths.Add("terms");
        }

        Subscription? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await subscriptions.CreateSubscriptionAsync(new() { Subscription = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await subscriptions.UpdateSubscriptionAsync(
                new() { Subscription = change, UpdateMask = mask, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/subscriptions/{saved!.Id}?done=saved");
        }
    }

    /// <summary>A line keeps the price that was agreed for it before.</summary>
    SubscriptionLine Line(string productId, string field)
    {
        var line = new SubscriptionLine { ProductId = productId, Quantity = posted.Number(field, 0) };
        var before = order?.Lines.FirstOrDefault(each => each.ProductId == productId);
        if (before is not null && (productId.Length > 0 || order!.PlanId == posted["plan"]))
        {
            line.UnitPrice = before.UnitPrice;
        }

        return line;
    }

    /// <summary>"Ada Lindqvist, ada@example.com" as the list offers it, an address, or a name that only one customer has.</summary>
    async Task<bool> FindCustomer(Subscription change)
    {
        var text = posted["customer"];
        var address = text.Split([' ', ',', '<', '>'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault(part => part.Contains('@', StringComparison.Ordinal));
        ListCustomersResponse? found = null;
        var request = address is null ? new ListCustomersRequest { Query = text, PageSize = 2 } : new ListCustomersRequest { Email = address, PageSize = 2 };
        if (!await Ask(async () => found = await people.ListCustomersAsync(request, cancellationToken: RequestAborted)))
        {
            return false;
        }

        if (text.Length == 0 || found!.Customers.Count != 1)
        {
            FailField("customer", "Field_UNKNOWN_CUSTOMER");
            return false;
        }

        change.CustomerId = found.Customers[0].Id;
        return true;
    }

    static string Name(Customer customer) => $"{customer.Name}, {customer.Email}";

    string Name(Plan plan) => $"{L.Text(plan.Name)} · {L.Money(plan.Price)} {L.Interval(plan.BillingPeriod)}";

    int QuantityOf(string productId, int otherwise) =>
        order?.Lines.FirstOrDefault(line => line.ProductId == productId)?.Quantity ?? otherwise;

    string? LineError(int index) =>
        Problem?.Fields.FirstOrDefault(field => field.Key.Contains($"lines[{index}]", StringComparison.Ordinal)).Value ?? Problem?.Field("quantity");
}
