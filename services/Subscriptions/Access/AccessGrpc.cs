using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Access;

internal sealed class AccessGrpc : Wire.AccessService.AccessServiceBase
{
    public override Task<Wire.Access> GetAccess(Wire.GetAccessRequest request, ServerCallContext context) =>
        context.Feature<GetAccess>().Handle(request, context.CancellationToken);
}
