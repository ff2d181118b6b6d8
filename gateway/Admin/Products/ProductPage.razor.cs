using Contracts.Plans.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Products;

/// <summary>The form of a product that is sold beside plans.</summary>
public partial class ProductPage(ProductClient catalogue, TaxClient taxes) : ScreenPage
{
    static readonly string[] Editable = ["name", "description", "kind", "price", "tax_code"];

    Product? product;
    Contracts.Billing.V1.ListTaxRatesResponse? taxRates;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/products/{Id ?? "new"}";

    string Title => Id is null ? L["Product_New"] : L.Text(product?.Name);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("product");
        taxRates = await AskOptional(taxes.ListTaxRatesAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted));
        if (Id is null)
        {
            product = new Product { Kind = ProductKind.Recurring };
            return;
        }

        await Ask(async () => product = await catalogue.GetProductAsync(new() { Id = Id }, cancellationToken: RequestAborted));
    }

    async Task Save()
    {
        if (!MoneyText.TryParse(posted["price"], posted["currency"].ToUpperInvariant(), out var price))
        {
            FailField("price", "Field_NOT_AN_AMOUNT");
            return;
        }

        var change = new Product
        {
            Id = Id ?? "",
            Name = LocalizedField.Read(posted, "name"),
            Description = LocalizedField.Read(posted, "description"),
            Kind = Enum.TryParse<ProductKind>(posted["kind"], out var kind) ? kind : ProductKind.Unspecified,
            Price = price,
            TaxCode = posted["tax_code"],
            Etag = posted["etag"],
        };
        Product? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await catalogue.CreateProductAsync(new() { Product = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await catalogue.UpdateProductAsync(
                new() { Product = change, UpdateMask = new() { Paths = { Editable } }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/products/{saved!.Id}?done=saved");
        }
    }

    async Task Archive()
    {
        var form = Posted("archive");
        if (await Ask(async () => await catalogue.ArchiveProductAsync(
            new() { Id = Id, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=product-archived");
        }
    }
}
