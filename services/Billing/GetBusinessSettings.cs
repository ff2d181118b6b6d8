using Grpc.Core;
using Microsoft.Extensions.Options;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing;

/// <summary>Says what the business has decided for all of it.</summary>
internal sealed class GetBusinessSettings(IOptions<BillingOptions> options) : IFeature
{
    public Task<Wire.BusinessSettings> Handle() => Task.FromResult(new Wire.BusinessSettings { TimeZone = options.Value.TimeZone });
}

internal sealed class BusinessGrpc : Wire.BusinessService.BusinessServiceBase
{
    public override Task<Wire.BusinessSettings> GetBusinessSettings(Wire.GetBusinessSettingsRequest request, ServerCallContext context) => context.Feature<GetBusinessSettings>().Handle();
}
