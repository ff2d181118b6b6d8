using Contracts.Events;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>The mails that follow from what an order raised, as Notifications writes them.</summary>
internal static class MailPreviews
{
    /// <param name="raised">By an order that is not saved.</param>
    public static IEnumerable<Wire.MailPreview> Of(IEnumerable<IEvent> raised) => raised.Select(Of).OfType<Wire.MailPreview>();

    private static Wire.MailPreview? Of(IEvent e) => e switch
    {
        SubscriptionCloseScheduled => Wire.MailPreview.CloseScheduled,
        SubscriptionClosed => Wire.MailPreview.Closed,
        SubscriptionResumed => Wire.MailPreview.Resumed,
        SubscriptionReactivated => Wire.MailPreview.Reactivated,
        SubscriptionRenewed => Wire.MailPreview.Renewed,
        SubscriptionChangeScheduled => Wire.MailPreview.ChangeScheduled,
        SubscriptionChanged => Wire.MailPreview.Changed,
        _ => null,
    };
}
