using Contracts.Events;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;

namespace Subscriptions.Orders;

/// <summary>Why, when and by whom a subscription was, or is going to be, closed.</summary>
public sealed class Closing
{
    private Closing()
    {
    }

    /// <summary>Instant from which it is closed.</summary>
    public DateTimeOffset CloseAt { get; private set; }

    /// <summary>The first day without service: the civil date of <see cref="CloseAt"/> in the customer's time zone, or <see cref="Subscription.ReachedDay"/> if that is later.</summary>
    public DateOnly EndDate { get; private init; }

    /// <summary>Null when the reason was typed.</summary>
    public Guid? ReasonId { get; private init; }

    /// <summary>Empty when the reason was typed.</summary>
    public string ReasonCode { get; private init; } = "";

    /// <summary>Label per language as it was when decided, or the typed text under "en".</summary>
    public IReadOnlyDictionary<string, string> Reason { get; private init; } = new Dictionary<string, string>();

    /// <summary>What was added to the reason; may be empty.</summary>
    public string Comment { get; private init; } = "";

    public ClosingCredit Credit { get; private init; }

    public ClosingSettlement Settlement { get; private init; }

    /// <summary>Staff want the credit note as soon as the close takes effect, which ends the undo; false where nothing is credited.</summary>
    public bool CreditAtOnce { get; private set; }

    /// <summary>staff, customer or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public DateTimeOffset DecidedAt { get; private init; }

    /// <summary>Stage that the close ended; null until it takes effect.</summary>
    public Stage? OldStage { get; private set; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public bool ByCustomer => ActorKind == "customer";

    /// <summary>Nobody decided it: the term was over and not renewed.</summary>
    public bool AtEndOfTerm => ActorKind == "system" && ReasonCode == SystemCloseReasons.EndOfTerm;

    public bool GivesCredit => Credit != ClosingCredit.None;

    /// <summary>Until then it can be undone after it has taken effect, and its credit is reserved (domain.md A6.52). Null: it is final then.</summary>
    public DateTimeOffset? UndoUntil => AtEndOfTerm || CreditAtOnce ? null : CloseAt + Subscription.UndoTime;

    internal EventCloseReason ReasonForEvents() => new(ReasonCode, Reason, Comment);

    /// <param name="daysLeft">Days of the running period that are not used: without any there is nothing to issue at once.</param>
    internal void TakeEffect(Stage oldStage, int daysLeft) => (OldStage, CreditAtOnce) = (oldStage, CreditAtOnce && daysLeft > 0);

    internal void MoveTo(DateTimeOffset closeAt) => CloseAt = closeAt;

    internal static Closing Create(CloseDecision decision, DateTimeOffset closeAt, DateOnly endDate, EventActor actor, DateTimeOffset now) => new()
    {
        CloseAt = closeAt,
        EndDate = endDate,
        ReasonId = decision.ReasonId,
        ReasonCode = decision.ReasonCode,
        Reason = decision.Reason,
        Comment = decision.Comment,
        Credit = decision.Credit,
        Settlement = decision.Settlement,
        CreditAtOnce = decision.CreditAtOnce && decision.Credit != ClosingCredit.None,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        DecidedAt = now,
    };

    internal static void Map(OwnedNavigationBuilder<Subscription, Closing> closing)
    {
        closing.Property(c => c.OldStage).HasConversion<string>().HasMaxLength(20);
        closing.Property(c => c.ReasonCode).HasMaxLength(50);
        closing.Property(c => c.Reason).IsLocalizedText();
        closing.Property(c => c.Comment).HasMaxLength(500);
        closing.Property(c => c.Credit).HasConversion<string>().HasMaxLength(20);
        closing.Property(c => c.Settlement).HasConversion<string>().HasMaxLength(20);
        closing.Property(c => c.ActorKind).HasMaxLength(20);
        closing.Property(c => c.ActorId).HasMaxLength(100);
        closing.Property(c => c.ActorName).HasMaxLength(100);
        closing.Ignore(c => c.Actor);
        closing.Ignore(c => c.ByCustomer);
        closing.Ignore(c => c.AtEndOfTerm);
        closing.Ignore(c => c.GivesCredit);
        closing.Ignore(c => c.UndoUntil);
    }
}

/// <summary>When a close takes effect.</summary>
public enum CloseWhen
{
    Now,

    /// <summary>At the first moment of a given day, where the customer is.</summary>
    Date,

    /// <summary>When the current billing period ends.</summary>
    EndOfPeriod,
}

/// <summary>A close as it was asked for, with its reason resolved.</summary>
/// <param name="Date">With <see cref="CloseWhen.Date"/>.</param>
public sealed record CloseDecision(
    CloseWhen When,
    DateOnly? Date,
    Guid? ReasonId,
    string ReasonCode,
    IReadOnlyDictionary<string, string> Reason,
    string Comment,
    ClosingCredit Credit,
    ClosingSettlement Settlement = ClosingSettlement.AccountCredit,
    bool CreditAtOnce = false);
