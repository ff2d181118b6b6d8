using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Plans.V1;

namespace Plans.Products;

internal sealed class ProductGrpc : Wire.ProductService.ProductServiceBase
{
    public override Task<Wire.Product> CreateProduct(Wire.CreateProductRequest request, ServerCallContext context) =>
        context.Feature<CreateProduct>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Product> GetProduct(Wire.GetProductRequest request, ServerCallContext context) =>
        context.Feature<GetProduct>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListProductsResponse> ListProducts(Wire.ListProductsRequest request, ServerCallContext context) =>
        context.Feature<ListProducts>().Handle(request, context.CancellationToken);

    public override Task<Wire.Product> UpdateProduct(Wire.UpdateProductRequest request, ServerCallContext context) =>
        context.Feature<UpdateProduct>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Product> ArchiveProduct(Wire.ArchiveProductRequest request, ServerCallContext context) =>
        context.Feature<ArchiveProduct>().Handle(request, context.Caller(), context.CancellationToken);
}
