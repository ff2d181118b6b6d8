namespace Architecture.Tests;

internal static class SubscriptionsRooms
{
    public static readonly Rooms Rooms = new(
        "Subscriptions",
        [
            ["Parking", "Reconciliation"],
            ["Reports"],
            ["Access"],
            ["Orders", "Passes"],
            ["Coupons"],
            ["Catalogue", "CloseReasons"],
            ["Customers", "Settings"],
            ["CodeRateLimits", "Numbering", "Time"],
        ],
        ["SubscriptionsDb"],
        [
            new("UpdateCustomer", ["Subscription", "SubscriptionLine", "Pass", "PassHolder"],
                "A new name, language or time zone changes a customer's orders and passes in the same transaction."),
        ]);
}
