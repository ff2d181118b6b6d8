namespace Screens.Components;

/// <summary>A page of help: its words stand in Words.resx under <c>Help_{Key}_</c>.</summary>
/// <param name="Slug">Its place in the address.</param>
/// <param name="Sections">How many sections it has, each with a heading and a text.</param>
public sealed record HelpTopic(string Slug, string Key, int Sections)
{
    public static readonly HelpTopic RecurringPlans = new("recurring-plans", "RecurringPlans", 3);
    public static readonly HelpTopic Subscriptions = new("subscriptions", "Subscriptions", 3);
    public static readonly HelpTopic Products = new("products", "Products", 2);
    public static readonly HelpTopic CloseReasons = new("close-reasons", "CloseReasons", 2);
    public static readonly HelpTopic Passes = new("passes", "Passes", 3);
    public static readonly HelpTopic ParkedWork = new("parked-work", "ParkedWork", 2);
    public static readonly HelpTopic Reports = new("reports", "Reports", 3);
    public static readonly HelpTopic Closing = new("closing", "Closing", 3);
    public static readonly HelpTopic Invoices = new("invoices", "Invoices", 2);

    public static IReadOnlyList<HelpTopic> OfAdmin { get; } = [RecurringPlans, Subscriptions, Products, CloseReasons, Passes, ParkedWork, Reports];

    public static IReadOnlyList<HelpTopic> OfPortal { get; } = [Closing, Invoices];
}
