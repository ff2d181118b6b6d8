using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Settings;

internal sealed class ConfigurationGrpc : Wire.ConfigurationService.ConfigurationServiceBase
{
    public override Task<Wire.Configuration> GetConfiguration(Wire.GetConfigurationRequest request, ServerCallContext context) =>
        context.Feature<GetConfiguration>().Handle(context.CancellationToken);

    public override Task<Wire.Configuration> UpdateConfiguration(Wire.UpdateConfigurationRequest request, ServerCallContext context) =>
        context.Feature<UpdateConfiguration>().Handle(request, context.CancellationToken);
}
