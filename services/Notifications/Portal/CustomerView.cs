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
        if (entry.Kind is Wire.ChatterKind.Closed or Wire.ChatterKind.CloseScheduled)
        {
            // What staff wrote about a close was not written for the customer.
            seen.Reason = null;
            seen.Text = "";
        }

        return seen;
    }
}
