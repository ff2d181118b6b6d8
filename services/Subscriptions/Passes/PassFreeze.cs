using Contracts.Events;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Passes;

/// <summary>Days on which a pass cannot be used: [start, end), where its buyer is. They may lie ahead.</summary>
public sealed class PassFreeze
{
    private PassFreeze()
    {
    }

    public DateOnly Start { get; private init; }

    /// <summary>Null: until it is unfrozen.</summary>
    public DateOnly? End { get; private init; }

    /// <summary>staff, customer, application or system.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    /// <summary>In the words of the person; may be empty.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>It lasts as long as its subscription is paused.</summary>
    public bool ByOrder { get; private init; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public bool ByCustomer => ActorKind == "customer";

    /// <summary>By which it has moved the end; 0 while it is open.</summary>
    public int KnownDays => End is { } end ? end.DayNumber - Start.DayNumber : 0;

    public bool Covers(DateOnly day) => day >= Start && !(day >= End);

    internal static PassFreeze Create(DateOnly start, DateOnly? end, string reason, EventActor actor) => new()
    {
        Start = start, End = end, Reason = reason, ActorKind = actor.Kind, ActorId = actor.Id, ActorName = actor.Name,
    };

    internal static PassFreeze OfOrder(DateOnly start, EventActor actor) => new()
    {
        Start = start, ByOrder = true, ActorKind = actor.Kind, ActorId = actor.Id, ActorName = actor.Name,
    };

    /// <summary>The same days for another place: the database keeps each object in one place.</summary>
    internal PassFreeze Copy() => (PassFreeze)MemberwiseClone();

    internal static void Map<TOwner>(OwnedNavigationBuilder<TOwner, PassFreeze> freeze)
        where TOwner : class
    {
        freeze.Property(f => f.ActorKind).HasMaxLength(20);
        freeze.Property(f => f.ActorId).HasMaxLength(100);
        freeze.Property(f => f.ActorName).HasMaxLength(100);
        freeze.Property(f => f.Reason).HasMaxLength(500);
        freeze.Ignore(f => f.Actor);
        freeze.Ignore(f => f.ByCustomer);
        freeze.Ignore(f => f.KnownDays);
    }
}
