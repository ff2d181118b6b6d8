using Contracts.Events;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Orders;

/// <summary>From when, until when and by whom a subscription stands still.</summary>
public sealed class Pause
{
    private Pause()
    {
    }

    /// <summary>First day without service, where the customer is.</summary>
    public DateOnly PauseDate { get; private init; }

    /// <summary>Day on which it resumes by itself; null when a person resumes it.</summary>
    public DateOnly? ResumeDate { get; private init; }

    /// <summary>Days of the running period that are billed and not yet used; kept for after the pause.</summary>
    public int DaysLeft { get; private init; }

    /// <summary>staff, customer or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public bool ByCustomer => ActorKind == "customer";

    internal static Pause Create(DateOnly pauseDate, DateOnly? resumeDate, int daysLeft, EventActor actor) => new()
    {
        PauseDate = pauseDate,
        ResumeDate = resumeDate,
        DaysLeft = daysLeft,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
    };

    internal static void Map(OwnedNavigationBuilder<Subscription, Pause> pause)
    {
        pause.Property(p => p.ActorKind).HasMaxLength(20);
        pause.Property(p => p.ActorId).HasMaxLength(100);
        pause.Property(p => p.ActorName).HasMaxLength(100);
        pause.Ignore(p => p.Actor);
        pause.Ignore(p => p.ByCustomer);
    }
}
