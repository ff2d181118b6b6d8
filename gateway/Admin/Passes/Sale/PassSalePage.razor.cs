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
    Customer? entered;
    PassSalePreview? preview;
    OneOffPreview? charge;
    Problem? previewProblem;
    Posted posted = null!;

    [SupplyParameterFromQuery(Name = "customer")]
    public string? CustomerId { get; set; }

    [SupplyParameterFromQuery(Name = "template")]
    public string? Template { get; set; }

    /// <summary>No client was chosen, and a new one is filled in.</summary>
    bool IsNewClient => posted["customer"].Length == 0 && HasNewcomer;

    bool HasNewcomer => posted["new_name"].Length > 0 || posted["new_email"].Length > 0;

    string? EmailError => Problem?.Field("email") ?? (Problem?.Status == Grpc.Core.StatusCode.AlreadyExists ? Problem.Message : null);

    /// <summary>The part for Freestyle templates is open where one was chosen with the address, or something was filled in there.</summary>
    bool IsAdjusted => templates?.FirstOrDefault(template => template.Id == Template)?.Freestyle == true
        || new[] { "price", "classes", "unit", "count" }.Any(name => posted[name].Length > 0);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted(Form);
        businessZone = await business.Ask(Gone);
        await Ask(async () =>
        {
            templates = (await catalogue.ListPassTemplatesAsync(new() { PageSize = 200 }, cancellationToken: Gone)).PassTemplates;
            customers = (await people.ListCustomersAsync(new() { PageSize = 200 }, cancellationToken: Gone)).Customers;
            chosenCustomer = string.IsNullOrEmpty(CustomerId) ? null : CustomerPicks.Name(await people.GetCustomerAsync(new() { Id = CustomerId }, cancellationToken: Gone));
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

        if (request.Payment == PassPayment.CardOnFile && charge is { HasPaymentMethod: false } && charge.AmountDue.ToDecimal() > 0)
        {
            Fail(Problem.OfField(L.Words, "payment", L["PassSale_NoCard"]));
            return;
        }

        if (request.CustomerId.Length == 0 && !await Enter(request))
        {
            return;
        }

        Contracts.Subscriptions.V1.Pass? sold = null;
        if (await Ask(async () => sold = await passes.SellPassAsync(request, cancellationToken: Gone)))
        {
            Navigation.NavigateTo($"/admin/passes/{sold!.Id}/sold");
        }
    }

    async Task Preview(SellPassRequest request)
    {
        var asked = new PreviewPassSaleRequest
        {
            CustomerId = request.CustomerId,
            NewClientTimeZone = request.CustomerId.Length == 0 ? posted["new_time_zone"] : "",
            HolderIds = { request.HolderIds },
            TemplateId = request.TemplateId,
            StartDate = request.StartDate,
            Price = request.Price,
            Classes = request.Classes,
            Validity = request.Validity,
            DiscountBasisPoints = request.DiscountBasisPoints,
            Discount = request.Discount,
        };
        previewProblem = await Try(async () => preview = await passes.PreviewPassSaleAsync(asked, cancellationToken: Gone));
        if (preview is not null)
        {
            var unknown = await Try(async () => charge = await billing.PreviewOneOffAsync(
                new() { CustomerId = request.CustomerId, Amount = preview.SoldPrice, TaxCode = preview.Terms.TaxCode }, cancellationToken: Gone));
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

    async Task<Customer?> Buyer()
    {
        IReadOnlyList<Customer> found = [];
        if (!await Ask(async () => found = await people.Find(posted["customer"], 2, Gone)))
        {
            return null;
        }

        if (found.Count != 1)
        {
            FailField("customer", posted["customer"].Length == 0 ? "Field_REQUIRED" : "Field_UNKNOWN_CUSTOMER");
            return null;
        }

        return found[0];
    }

    /// <summary>Enters the client with whom the sale goes on; where that is refused, the page names them as the one who was chosen.</summary>
    async Task<bool> Enter(SellPassRequest request)
    {
        var wanted = new Customer
        {
            Name = posted["new_name"],
            Email = posted["new_email"],
            Language = posted["new_language"],
            TimeZone = posted["new_time_zone"],
            CurrencyCode = preview!.Price.CurrencyCode,
        };
        if (!await Ask(async () => entered = await people.CreateCustomerAsync(new() { Customer = wanted, RequestId = $"{posted["request_id"]}-client" }, cancellationToken: Gone)))
        {
            return false;
        }

        request.CustomerId = entered!.Id;
        if (request.HolderIds.Count > 0)
        {
            request.HolderIds.Insert(0, entered.Id);
        }

        return true;
    }

    /// <summary>One on each line, beside the buyer.</summary>
    async Task<bool> Holders(SellPassRequest request)
    {
        var others = posted["holders"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (others.Length == 0)
        {
            return true;
        }

        if (request.CustomerId.Length > 0)
        {
            request.HolderIds.Add(request.CustomerId);
        }

        foreach (var other in others)
        {
            IReadOnlyList<Customer> found = [];
            if (!await Ask(async () => found = await people.Find(other, 2, Gone)))
            {
                return false;
            }

            if (found.Count != 1)
            {
                Fail(Problem.OfField(L.Words, "holders", L.Format("PassSale_UnknownHolder", other)));
                return false;
            }

            request.HolderIds.Add(found[0].Id);
        }

        return true;
    }

    /// <summary>Of the new client's fields: empty once that client is entered.</summary>
    string Newcomer(string field) => entered is null ? posted.Or(field, null) : "";

    string Words(PassTemplate template) => string.Join(" · ", new[]
    {
        L.Text(template.Name), L.Money(template.Price), L.Counted("PassClasses", template.Terms.Classes), L.Validity(template.Terms.Validity), template.Freestyle ? L["Freestyle"] : "",
    }.Where(part => part.Length > 0));
}
