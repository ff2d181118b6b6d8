namespace Contracts.Events;

/// <summary>What an event, a chatter entry or a mail is about.</summary>
/// <param name="Kind">One of <see cref="SubjectKinds"/>.</param>
/// <param name="Number">For people: S00042, INV/2026/00017; empty where it has none.</param>
/// <param name="Name">Text per language: a subscription's plan, a customer's name; empty where the number says it all.</param>
public sealed record Subject(string Kind, Guid Id, string Number, IReadOnlyDictionary<string, string> Name)
{
    private static readonly IReadOnlyDictionary<string, string> Nameless = new Dictionary<string, string>();

    public static Subject Subscription(Guid id, string number, IReadOnlyDictionary<string, string> planName) =>
        new(SubjectKinds.Subscription, id, number, planName);

    public static Subject Pass(Guid id, string number, IReadOnlyDictionary<string, string> templateName) =>
        new(SubjectKinds.Pass, id, number, templateName);

    public static Subject Invoice(Guid id, string number) => WithoutName(SubjectKinds.Invoice, id, number);

    /// <param name="kind">One of <see cref="SubjectKinds"/>.</param>
    public static Subject WithoutName(string kind, Guid id, string number = "") => new(kind, id, number, Nameless);

    public static Subject Customer(EventCustomer customer) =>
        new(SubjectKinds.Customer, customer.Id, "", new Dictionary<string, string> { ["en"] = customer.Name });
}

/// <summary>The kinds of <see cref="Subject"/>.</summary>
public static class SubjectKinds
{
    public const string Subscription = "subscription";
    public const string Pass = "pass";
    public const string Customer = "customer";
    public const string Invoice = "invoice";
    public const string DunningCase = "dunning_case";

    /// <summary>Longest of them, in characters.</summary>
    public const int MaximumLength = 20;
}

/// <summary>An event about a subject of one customer.</summary>
public interface ISubjectEvent : IEvent
{
    Subject Subject { get; }

    /// <summary>What the subject bills; null where it is not an invoice, or bills no subscription or pass.</summary>
    Subject? Source { get; }

    EventCustomer Customer { get; }
}
