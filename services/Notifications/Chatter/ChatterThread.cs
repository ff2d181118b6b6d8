using Contracts.Events;

namespace Notifications.Chatter;

/// <summary>Where entries stand: with a subscription, a pass, a dunning case or a customer.</summary>
/// <param name="Kind">One of <see cref="SubjectKinds"/>, but no invoice.</param>
public readonly record struct ChatterThread(string Kind, Guid Id)
{
    /// <summary>
    /// The entries of an invoice or a dunning case stand with the subscription or pass that it is about; without one an invoice's stand with its customer.
    /// </summary>
    public static ChatterThread Of(Subject subject, Subject? source, Guid customerId) =>
        (source ?? subject) is { Kind: not SubjectKinds.Invoice } owner ? new(owner.Kind, owner.Id) : new(SubjectKinds.Customer, customerId);
}
