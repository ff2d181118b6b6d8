using Contracts.Billing.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Pages;

namespace Admin.Invoices;

/// <summary>An invoice by hand, before it is final: a new one for a customer, or one that is edited.</summary>
public partial class DraftPage(InvoiceClient billing, CustomerClient people, SubscriptionClient subscriptions, TaxClient taxes) : ScreenPage
{
    const string Form = "draft";

    IReadOnlyList<InvoiceLine> saved = [];
    IReadOnlyList<Subscription> orders = [];
    List<int> places = [];
    ListTaxRatesResponse? taxRates;
    string customerId = "";
    string? customerName;
    string currency = "";
    string etag = "";

    [Parameter]
    public string? Id { get; set; }

    /// <summary>Whom a new one is for.</summary>
    [SupplyParameterFromQuery(Name = "customer")]
    public string? Customer { get; set; }

    string Title => Id is null ? L["Draft_New"] : L["Draft_Edit"];

    /// <summary>An address that was typed: every link to a new one says whom it is for.</summary>
    bool LacksCustomer => Id is null && string.IsNullOrWhiteSpace(Customer);

    string Address => Id is null ? $"/admin/invoices/new?customer={Uri.EscapeDataString(customerId)}" : $"/admin/invoices/{Id}/edit";

    int Rows => Posted(Form).WasSent
        ? Math.Clamp(Posted(Form).Number("rows", DraftRequests.SpareRows), 1, DraftRequests.MaximumRows)
        : Math.Min(saved.Count + DraftRequests.SpareRows, DraftRequests.MaximumRows);

    protected override Task OnInitializedAsync() => Ask(async () =>
    {
        if (LacksCustomer)
        {
            return;
        }

        taxRates = await AskOptional(taxes.ListTaxRatesAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted));
        if (Id is not null)
        {
            var draft = await billing.GetInvoiceAsync(new() { Id = Id }, cancellationToken: RequestAborted);
            (customerId, customerName, currency, etag, saved) = (draft.CustomerId, draft.CustomerName, draft.Total.CurrencyCode, draft.Etag, draft.Lines);
            return;
        }

        var customer = await people.GetCustomerAsync(new() { Id = Customer }, cancellationToken: RequestAborted);
        (customerId, customerName, currency) = (customer.Id, customer.Name, customer.CurrencyCode);
        orders = (await AskOptional(subscriptions.ListSubscriptionsAsync(new() { CustomerId = customerId, PageSize = 50 }, cancellationToken: RequestAborted)))?.Subscriptions
            .Where(order => order.Stage is not (Stage.Quotation or Stage.Cancelled)).ToList() ?? [];
    });

    string Value(string field, int row, Func<InvoiceLine, string> of, string start = "") =>
        Posted(Form).Or(field, row < saved.Count ? of(saved[row]) : start);

    /// <summary>What is wrong with a field of the line that this row became.</summary>
    string? Error(int row, string field) =>
        places.IndexOf(row) is >= 0 and var line ? Problem?.Fields.GetValueOrDefault($"lines[{line}].{field}") : null;

    async Task Save()
    {
        var posted = Posted(Form);
        if (DraftRequests.Read(posted, currency, out var lines, out places) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return;
        }

        Invoice? done = null;
        if (await Ask(async () => done = Id is null
            ? await billing.CreateDraftInvoiceAsync(
                new() { CustomerId = customerId, SubscriptionId = posted["subscription_id"], Lines = { lines }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await billing.ReviseDraftInvoiceAsync(
                new() { InvoiceId = Id, Lines = { lines }, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/invoices/{done!.Id}?done=saved");
        }
    }
}
