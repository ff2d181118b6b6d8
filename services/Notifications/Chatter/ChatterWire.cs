using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Chatter;

internal static class ChatterWire
{
    public static Wire.ChatterEntry ToWire(this ChatterEntry entry) => new()
    {
        Id = entry.Id.ToString(),
        Subject = Subject.From(entry.Subject),
        Thread = Subject.From(entry.Thread),
        OccurTime = Timestamp.FromDateTimeOffset(entry.CreatedAt),
        Actor = Actor.From(entry.Actor),
        Kind = entry.Kind,
        OldStage = entry.OldStage,
        NewStage = entry.NewStage,
        EndDate = entry.EndDate is { } end ? Date.From(end) : null,
        Reason = entry.Reason.Count > 0 ? LocalizedText.From(entry.Reason) : null,
        Text = entry.Text,
        Reference = entry.Reference,
        Amount = entry.Amount is { } amount ? Money.From(amount, entry.Currency) : null,
        VisibleToCustomer = entry.VisibleToCustomer,
    };
}
