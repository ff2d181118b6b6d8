using Grpc.Core;
using Microsoft.Extensions.Options;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing;

/// <summary>Says what the business has decided for all of it.</summary>
public sealed class GetBusiness(IOptions<BillingOptions> options) : IFeature
{
    public Task<Wire.Business> Handle() => Task.FromResult(new Wire.Business { TimeZone = options.Value.TimeZone });
}

public sealed class BusinessGrpc : Wire.BusinessService.BusinessServiceBase
{
    public override Task<Wire.Business> GetBusiness(Wire.GetBusinessRequest request, ServerCallContext context) => context.Feature<GetBusiness>().Handle();
}
