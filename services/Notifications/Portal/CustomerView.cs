using Notifications.Chatter;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Portal;

/// <summary>An entry as the customer sees it: without the names of the business's people, and without their reasons.</summary>
internal static class CustomerView
{
    private const string Customer = "customer";

    public static Wire.ChatterEntry Of(ChatterEntry entry)
    {
        var seen = entry.ToWire();
        if (entry.ActorKind == Customer)
        {
            return seen;
        }

        seen.Actor.Id = "";
        seen.Actor.Name = entry.ActorKind;
        if (HoldsReason(entry.Kind))
        {
            // What staff wrote about a close or a pass was not written for the customer.
            seen.Reason = null;
            seen.Text = "";
        }

        return seen;
    }

    private static bool HoldsReason(Wire.ChatterKind kind) => kind is Wire.ChatterKind.Closed or Wire.ChatterKind.CloseScheduled
        or Wire.ChatterKind.PassVisitUndone or Wire.ChatterKind.PassExtended or Wire.ChatterKind.PassFrozen or Wire.ChatterKind.PassWithdrawn;
}
