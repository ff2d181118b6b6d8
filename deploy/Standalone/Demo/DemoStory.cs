namespace Standalone.Demo;

internal enum DemoAction
{
    /// <summary>A quotation is confirmed.</summary>
    Order,
    Change,
    Pause,
    Resume,
    Close,
    Reactivate,
}

/// <summary>Something that happened to the order of one customer.</summary>
/// <param name="Month">0 to 12: the month in which the story begins, up to the running one.</param>
/// <param name="Day">One of the <see cref="DemoCalendar"/>'s.</param>
/// <param name="Customer">Key in <see cref="DemoCatalogue.Customers"/>; each customer has one order.</param>
/// <param name="Detail">The plan of an order or a change, the reason of a close.</param>
/// <param name="Product">What is sold with an order, beside its plan.</param>
/// <param name="Coupon">Code of a coupon that an order has.</param>
internal sealed record DemoEvent(int Month, int Day, DemoAction Action, string Customer, string Detail = "", string Product = "", int Quantity = 1, string Coupon = "");

/// <summary>Twelve months of a small business that grows: who came, who changed, who left and why, and who came back.</summary>
internal static class DemoStory
{
    private const int Early = DemoCalendar.Early;
    private const int Late = DemoCalendar.Late;

    public static readonly IReadOnlyList<DemoEvent> Events =
    [
        new(0, Early, DemoAction.Order, "northwind", "team", Product: "setup"),
        new(0, Early, DemoAction.Order, "anna", "basic"),
        new(0, Late, DemoAction.Order, "paolo", "pro"),
        new(1, Early, DemoAction.Order, "tomasz", "basic"),
        new(1, Early, DemoAction.Order, "lan", "studio"),
        new(1, Late, DemoAction.Order, "hannah", "pro", Product: "seat", Quantity: 2),
        new(2, Early, DemoAction.Order, "leila", "basic"),
        new(2, Late, DemoAction.Order, "marek", "basic"),
        new(3, Early, DemoAction.Order, "emma", "pro", Product: "seat", Quantity: 2),
        new(3, Late, DemoAction.Order, "brightside", "team", Product: "setup"),
        new(4, Early, DemoAction.Change, "anna", "pro"),
        new(4, Early, DemoAction.Order, "minh", "studio"),
        new(4, Late, DemoAction.Order, "chiara", "basic"),
        new(5, Early, DemoAction.Order, "sara", "pro"),
        new(5, Late, DemoAction.Close, "tomasz", "too_expensive"),
        new(6, Early, DemoAction.Order, "jan", "pro"),
        new(6, Early, DemoAction.Pause, "leila"),
        new(6, Late, DemoAction.Order, "oliver", "basic"),
        new(7, Early, DemoAction.Order, "katarzyna", "pro", Coupon: "WELCOME"),
        new(7, Late, DemoAction.Change, "hannah", "basic"),
        new(8, Early, DemoAction.Order, "harbour", "team", Product: "setup"),
        new(8, Early, DemoAction.Resume, "leila"),
        new(8, Late, DemoAction.Close, "chiara", "missing_features"),
        new(9, Early, DemoAction.Order, "giulia", "pro"),
        new(9, Early, DemoAction.Close, "minh", "switching_provider"),
        new(9, Late, DemoAction.Order, "dung", "studio"),
        new(10, Early, DemoAction.Order, "reza", "basic"),
        new(10, Late, DemoAction.Close, "oliver", "unpaid"),
        new(10, Late, DemoAction.Reactivate, "chiara"),
        new(11, Early, DemoAction.Order, "sofia", "pro"),
        new(11, Late, DemoAction.Close, "jan", "unsatisfied"),
    ];

    /// <summary>Who comes on the day of the first start.</summary>
    public static readonly DemoEvent Newest = new(DemoCalendar.Months, 0, DemoAction.Order, "liam", "pro", Coupon: "WELCOME");

    /// <summary>All customers pay, but for one who stopped.</summary>
    /// <param name="month">In which the invoice was issued.</param>
    public static bool IsPaid(string customer, int month) => customer != "oliver" || month < 9;
}
