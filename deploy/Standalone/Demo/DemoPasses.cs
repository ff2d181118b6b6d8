using Contracts.Subscriptions.V1;

namespace Standalone.Demo;

/// <summary>A pass that the demo business sells.</summary>
/// <param name="Month">As in <see cref="DemoEvent"/>, and so the day.</param>
/// <param name="Buyer">Key in <see cref="DemoCatalogue.Customers"/>.</param>
/// <param name="Template">Key in <see cref="DemoCatalogue.PassTemplates"/>.</param>
/// <param name="Visits">Classes that are used up to the next of the <see cref="DemoCalendar"/>'s days, to the one after it, and so on.</param>
/// <param name="Beside">Another client who uses it, too, every second time; empty where there is none.</param>
internal sealed record DemoPass(int Month, int Day, string Buyer, string Template, PassPayment Payment, int[] Visits, string Beside = "");

/// <summary>Some passes of the last months: used up, expired with classes left, in use, and new.</summary>
internal static class DemoPasses
{
    public static readonly IReadOnlyList<DemoPass> Sold =
    [
        new(8, DemoCalendar.Late, "anna", "standard", PassPayment.Cash, [4, 4]),
        new(9, DemoCalendar.Early, "paolo", "standard", PassPayment.CardTerminal, [3, 0]),
        new(9, DemoCalendar.Late, "katarzyna", "tailored", PassPayment.Cash, [2, 2]),
        new(10, DemoCalendar.Early, "hannah", "family", PassPayment.Transfer, [3, 2, 2, 2], Beside: "emma"),
        new(10, DemoCalendar.Late, "leila", "standard", PassPayment.CardTerminal, [2, 1]),
        new(11, DemoCalendar.Late, "anna", "standard", PassPayment.Cash, [3, 2]),
        new(12, DemoCalendar.Early, "reza", "standard", PassPayment.CardTerminal, [3]),
    ];

    /// <summary>Sold on the day of the first start.</summary>
    public static readonly IReadOnlyList<DemoPass> Newest =
    [
        new(DemoCalendar.Months, 0, "paolo", "standard", PassPayment.Cash, []),
        new(DemoCalendar.Months, 0, "sofia", "tailored", PassPayment.Transfer, []),
    ];
}
