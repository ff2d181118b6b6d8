using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

/// <summary>Reads a product's editable fields from a request, or says what is wrong with them.</summary>
internal static class ProductValidation
{
    public static readonly string[] Writable = ["name", "description", "kind", "price", "tax_code"];

    /// <param name="current">What fields outside the mask keep; null when the product is new.</param>
    public static ProductTerms Read(Wire.Product product, UpdateMask mask, ProductTerms? current)
    {
        var validator = new FieldValidator();
        if (Has("kind"))
        {
            validator.Require(product.Kind is Wire.ProductKind.Recurring or Wire.ProductKind.OneOff, "product.kind", "REQUIRED", "must be recurring or one_off.");
        }

        var terms = new ProductTerms(
            Has("name") ? validator.Localized("product.name", product.Name, 100) : current!.Name,
            Has("description") ? validator.Localized("product.description", product.Description, 500, required: false) : current!.Description,
            Has("kind") ? product.Kind == Wire.ProductKind.Recurring : current!.Recurring,
            Has("price") ? validator.Amount("product.price", product.Price) : current!.Price,
            Has("price") ? product.Price?.CurrencyCode ?? "" : current!.Currency,
            Has("tax_code") ? validator.TaxCode("product.tax_code", product.TaxCode) : current!.TaxCode);
        validator.ThrowIfFailed();
        return terms;

        bool Has(string field) => current is null || mask.Has(field);
    }
}
