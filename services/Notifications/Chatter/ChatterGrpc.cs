using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Chatter;

internal sealed class ChatterGrpc : Wire.ChatterService.ChatterServiceBase
{
    public override Task<Wire.ListChatterEntriesResponse> ListChatterEntries(Wire.ListChatterEntriesRequest request, ServerCallContext context) =>
        context.Feature<ListChatterEntries>().Handle(request, context.CancellationToken);

    public override Task<Wire.ChatterEntry> PostNote(Wire.PostNoteRequest request, ServerCallContext context) =>
        context.Feature<PostNote>().Handle(request, context.Caller(), context.CancellationToken);
}
