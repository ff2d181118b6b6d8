using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Portal;

internal sealed class PortalGrpc : Wire.PortalService.PortalServiceBase
{
    public override Task<Wire.ListPortalChatterEntriesResponse> ListChatterEntries(
        Wire.ListPortalChatterEntriesRequest request, ServerCallContext context) =>
        context.Feature<ListChatterEntries>().Handle(request, context.Caller(), context.CancellationToken);
}
