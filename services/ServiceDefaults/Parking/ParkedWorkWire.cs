using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

internal static class ParkedWorkWire
{
    public static Wire.ParkedWork ToWire(this ParkedMessage message, bool body = false) => new()
    {
        Id = message.Id.ToString(),
        Kind = Wire.ParkedWorkKind.Message,
        Name = message.Handler,
        ItemId = message.EventId?.ToString() ?? "",
        EventType = message.EventType,
        Error = message.Error,
        Attempts = message.Attempts,
        ParkTime = message.ParkedAt.ToTimestamp(),
        FirstSeenTime = message.FirstSeen.ToTimestamp(),
        Body = body ? RedactedBody.Of(message.Body) : "",
        TraceParent = message.TraceParent ?? "",
        DiscardTime = message.DiscardedAt?.ToTimestamp(),
        DiscardedBy = message.DiscardedBy ?? "",
        DiscardReason = message.DiscardReason ?? "",
    };

    public static Wire.ParkedWork ToWire(this WorkLease lease) => new()
    {
        Id = ParkedId.Of(lease.Work, lease.ItemId),
        Kind = Wire.ParkedWorkKind.DueWork,
        Name = lease.Work,
        ItemId = lease.ItemId.ToString(),
        Error = lease.LastError ?? "",
        Attempts = lease.Attempts,
        ParkTime = lease.ParkedAt?.ToTimestamp(),
    };
}
