using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal static class ProductWire
{
    public static Wire.Product ToWire(this Product product) => new()
    {
        Id = product.Id.ToString(),
        Name = LocalizedText.From(product.Name),
        Description = LocalizedText.From(product.Description),
        Kind = product.Recurring ? Wire.ProductKind.Recurring : Wire.ProductKind.OneOff,
        Price = Money.From(product.Price, product.Currency),
        TaxCode = product.TaxCode,
        Archived = product.Archived,
        CreateTime = Timestamp.FromDateTimeOffset(product.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(product.UpdatedAt),
        Etag = product.Etag,
        Revision = product.Revision,
    };
}
