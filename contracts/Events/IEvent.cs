namespace Contracts.Events;

/// <summary>Something that happened, told to whoever it concerns. Published exactly as saved; consumers tolerate repeats.</summary>
public interface IEvent
{
    /// <summary>UUIDv7, the same at every delivery.</summary>
    Guid EventId { get; }

    /// <summary>The subscription, invoice, plan ... that it happened to.</summary>
    Guid AggregateId { get; }

    /// <summary>Who caused it.</summary>
    EventActor Actor { get; }

    /// <summary>When it took effect, UTC.</summary>
    DateTimeOffset OccurredAt { get; }
}

/// <summary>
/// Events of one kind that happened in one step and are told together. Whoever cannot handle them together gets each by itself.
/// </summary>
public interface IEventBatch : IEvent
{
    /// <summary>In the order in which they happened.</summary>
    IReadOnlyList<IEvent> Each { get; }
}

/// <summary>Who caused an event.</summary>
/// <param name="Kind">staff, customer, application or system.</param>
/// <param name="Id">Subject of the access token; "system" for scheduled work.</param>
/// <param name="Name">For people.</param>
public sealed record EventActor(string Kind, string Id, string Name);

/// <summary>An exact amount.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">In whole units, with no more digits than the currency has.</param>
public sealed record EventMoney(string Currency, decimal Amount);

/// <summary>What consumers need to know of a customer to write to them without asking anyone.</summary>
/// <param name="Language">en, vi, fa, it or pl.</param>
/// <param name="TimeZone">IANA.</param>
public sealed record EventCustomer(Guid Id, string Name, string Email, string Language, string TimeZone);
