using Contracts.Subscriptions.V1;

namespace Portal.Orders;

/// <summary>Whether the order page offers Close Subscription, and what it says where it does not.</summary>
/// <param name="Explanation">The service's words; null where there is nothing to explain.</param>
readonly record struct CloseOffer(bool IsOffered, string? Explanation)
{
    public static CloseOffer Of(PortalSubscription order, ActionState? close, bool preview)
    {
        if (order.Stage is Stage.Churned or Stage.Quotation or Stage.Cancelled || close is null)
        {
            return new(false, null);
        }

        // A preview shows what the customer sees: the service refuses the previewer alone, so the button stands.
        var refusedToPreviewOnly = preview && close.ReasonCode.Contains("PREVIEW", StringComparison.Ordinal);
        if (close.Allowed || refusedToPreviewOnly)
        {
            return new(true, null);
        }

        // A close that is scheduled already has a notice of its own.
        return new(false, close.ReasonCode == "CLOSE_ALREADY_SCHEDULED" ? null : close.Explanation);
    }
}
