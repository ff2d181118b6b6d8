using Admin.Configuration;
using Admin.Customers;
using Contracts.Billing.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Pages;
using Screens.Problems;

namespace Admin.Passes.Sale;

/// <summary>The sale of a pass on one page: who, which, for how much, and how it is paid; the receipt follows.</summary>
public partial class PassSalePage(PassClient passes, PassTemplateClient catalogue, CustomerClient people, InvoiceClient billing, BusinessClient business) : ScreenPage
{
    const string Form = "sale";

    /// <summary>Fields on which the price hangs.</summary>
    const string Terms = "customer new_email new_time_zone template start_date start_date.day start_date.month start_date.year discount price classes unit count holders";

    static readonly PassPayment[] Payments =
        [PassPayment.Cash, PassPayment.CardTerminal, PassPayment.Transfer, PassPayment.CardOnFile, PassPayment.Cheque, PassPayment.Other];

    IReadOnlyList<Customer> customers = [];
    IReadOnlyList<PassTemplate>? templates;
    string? chosenCustomer;
    string businessZone = "";
    PassSalePreview? preview;
    OneOffPreview? charge;
    Problem? previewProblem;
    Posted posted = null!;

    [SupplyParameterFromQuery(Name = "customer")]
    public string? CustomerId { get; set; }

    [SupplyParameterFromQuery(Name = "template")]
    public string? Template { get; set; }

    string? EmailError => Problem?.Field("email") ?? (Problem?.Status == Grpc.Core.StatusCode.AlreadyExists ? Problem.Message : null);

    /// <summary>The part for Freestyle templates is open where one was chosen with the address, or something was filled in there.</summary>
    bool IsAdjusted => templates?.FirstOrDefault(template => template.Id == Template)?.Freestyle == true
        || new[] { "price", "classes", "unit", "count" }.Any(name => posted[name].Length > 0);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted(Form);
        businessZone = await business.Ask(RequestAborted);
        await Ask(async () =>
        {
            templates = (await catalogue.ListPassTemplatesAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).PassTemplates;
            customers = (await people.ListCustomersAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).Customers;
            chosenCustomer = string.IsNullOrEmpty(CustomerId) ? null : CustomerPicker.Name(await people.GetCustomerAsync(new() { Id = CustomerId }, cancellationToken: RequestAborted));
        });
    }

    async Task Sell()
    {
        if (await Read() is not { } request)
        {
            if (posted.Ticked("simulate"))
            {
                (previewProblem, Problem) = (Problem, null);
            }

            return;
        }

        // A sale that would be refused enters no new client.
        await Preview(request);
        if (posted.Ticked("simulate"))
        {
            return;
        }

        if (previewProblem is not null)
        {
            Fail(previewProblem);
            previewProblem = null;
            return;
        }

        if (request.Payment == PassPayment.CardOnFile && charge is { HasPaymentMethod: false } && preview!.SoldPrice.ToDecimal() > 0)
        {
            Fail(Problem.OfField(L.Words, "payment", L["Field_NO_CARD_ON_FILE"]));
            return;
        }

        if (request.CustomerId.Length == 0 && !await Enter(request))
        {
            return;
        }

        Contracts.Subscriptions.V1.Pass? sold = null;
        if (await Ask(async () => sold = await passes.SellPassAsync(request, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/passes/{sold!.Id}/sold");
        }
    }

    async Task Preview(SellPassRequest request)
    {
        var asked = PassSaleRequests.Preview(request, request.CustomerId.Length == 0 ? posted["new_time_zone"] : "");
        previewProblem = await Try(async () => preview = await passes.PreviewPassSaleAsync(asked, cancellationToken: RequestAborted));
        if (preview is not null)
        {
            var unknown = await Try(async () => charge = await billing.PreviewOneOffAsync(
                new() { CustomerId = request.CustomerId, Amount = preview.SoldPrice, TaxCode = preview.Terms.TaxCode }, cancellationToken: RequestAborted));
            // Of a client who was entered a moment ago Billing has not heard yet.
            if (unknown is { Status: not Grpc.Core.StatusCode.NotFound })
            {
                previewProblem = unknown.Field("tax_code") is { } words ? Problem.OfField(L.Words, "template_id", words) : unknown;
            }
        }
    }

    /// <summary>Without a buyer where one is to be entered. Null when a field is wrong, which the page then says.</summary>
    async Task<SellPassRequest?> Read()
    {
        var template = templates?.FirstOrDefault(each => each.Id == posted["template"]);
        if (template is null)
        {
            FailField("template_id", "Field_REQUIRED");
            return null;
        }

        if (PassSaleRequests.Read(posted, template, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return null;
        }

        if (HasNewcomer && (posted["customer"].Length > 0 || posted["new_email"].Length == 0))
        {
            FailField("email", posted["customer"].Length > 0 ? "Field_NOT_EXPECTED" : "Field_REQUIRED");
            return null;
        }

        if (!IsNewClient)
        {
            if (await Buyer() is not { } buyer)
            {
                return null;
            }

            request.CustomerId = buyer.Id;
        }

        return await Holders(request) ? request : null;
    }

    string Words(PassTemplate template) => string.Join(" · ", new[]
    {
        L.Text(template.Name), L.Money(template.Price), L.Counted("PassClasses", template.Terms.Classes), L.Validity(template.Terms.Validity), template.Freestyle ? L["Freestyle"] : "",
    }.Where(part => part.Length > 0));
}
