using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>A change that waits for the next period.</summary>
public sealed class PendingChange
{
    private PendingChange()
    {
    }

    public Guid PlanId { get; private init; }

    /// <summary>Text per language, as it was when the change was decided.</summary>
    public IReadOnlyDictionary<string, string> PlanName { get; private init; } = new Dictionary<string, string>();

    public PeriodUnit PeriodUnit { get; private init; }

    public int PeriodCount { get; private init; }

    public PeriodCalendar PeriodCalendar { get; private init; }

    /// <summary>1 to 10,000.</summary>
    public int Quantity { get; private init; }

    /// <summary>In whole units of the order's currency, without tax.</summary>
    public decimal UnitPrice { get; private init; }

    /// <summary>Of the tax rate that invoices add; empty: none.</summary>
    public string TaxCode { get; private init; } = "";

    /// <summary>staff, customer or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public DateTimeOffset DecidedAt { get; private init; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public bool ByCustomer => ActorKind == "customer";

    internal ChangeTerms Terms => new(PlanId, PlanName, new BillingPeriod(PeriodUnit, PeriodCount, PeriodCalendar), Quantity, UnitPrice, TaxCode);

    internal static PendingChange Create(ChangeTerms terms, EventActor actor, DateTimeOffset now) => new()
    {
        PlanId = terms.PlanId,
        PlanName = terms.PlanName,
        PeriodUnit = terms.Period.Unit,
        PeriodCount = terms.Period.Count,
        PeriodCalendar = terms.Period.Calendar,
        Quantity = terms.Quantity,
        UnitPrice = terms.UnitPrice,
        TaxCode = terms.TaxCode,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        DecidedAt = now,
    };

    internal static void Map(OwnedNavigationBuilder<Subscription, PendingChange> change)
    {
        change.Property(c => c.PlanName).IsLocalizedText();
        change.Property(c => c.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
        change.Property(c => c.PeriodUnit).HasConversion<string>().HasMaxLength(10);
        change.Property(c => c.PeriodCalendar).HasConversion<string>().HasMaxLength(10);
        change.Property(c => c.ActorKind).HasMaxLength(20);
        change.Property(c => c.ActorId).HasMaxLength(100);
        change.Property(c => c.ActorName).HasMaxLength(100);
        change.Ignore(c => c.Actor);
        change.Ignore(c => c.ByCustomer);
        change.Ignore(c => c.Terms);
    }
}
