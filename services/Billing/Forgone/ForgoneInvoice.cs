using Billing.CreditNotes;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Forgone;

/// <summary>
/// An invoice that will never be made: somebody discarded the event that asked for it. A change that bills nothing gives nothing back either, so the
/// days that it was to bill anew stay billed as they were before it.
/// </summary>
public sealed class ForgoneInvoice
{
    private ForgoneInvoice()
    {
    }

    /// <summary>Of the event.</summary>
    public Guid Id { get; private init; }

    public Guid SubscriptionId { get; private init; }

    /// <summary>Start of the period that it was about.</summary>
    public DateOnly PeriodStart { get; private init; }

    /// <summary>Of the change that it was to bill; null for the period's own invoice.</summary>
    public Guid? SourceId { get; private init; }

    /// <summary>Start of the period whose days the change was to give back; null for the period's own invoice.</summary>
    public DateOnly? BilledPeriodStart { get; private init; }

    /// <summary>Source of the invoice that bills those days; null: the period's own does.</summary>
    public Guid? BilledBy { get; private init; }

    /// <summary>First of those days.</summary>
    public DateOnly? UnusedFrom { get; private init; }

    public DateTimeOffset DiscardedAt { get; private init; }

    public static ForgoneInvoice Of(PeriodStarted e, DateTimeOffset now) =>
        new() { Id = e.EventId, SubscriptionId = e.AggregateId, PeriodStart = e.PeriodStart, DiscardedAt = now };

    public static ForgoneInvoice Of(SubscriptionChanged e, ChangeProration change, DateTimeOffset now) => new()
    {
        Id = e.EventId,
        SubscriptionId = e.AggregateId,
        PeriodStart = change.PeriodStart,
        SourceId = change.SourceId,
        BilledPeriodStart = change.BilledPeriodStart,
        BilledBy = change.BilledBy,
        UnusedFrom = change.UnusedFrom,
        DiscardedAt = now,
    };

    /// <summary>
    /// What is given back where this invoice of a change was to be looked at. The whole of a period that began with the change, and that nothing
    /// bills, is what of the period before it the change would have given back.
    /// </summary>
    internal GivenBack Instead(GivenBack asked) => asked.Credit == ClosingCredit.Full && BilledPeriodStart != PeriodStart
        ? new GivenBack(ClosingCredit.Prorated, BilledPeriodStart, BilledBy, UnusedFrom!.Value)
        : asked with { PeriodStart = BilledPeriodStart, BilledBy = BilledBy };

    internal sealed class Mapping : IEntityTypeConfiguration<ForgoneInvoice>
    {
        public void Configure(EntityTypeBuilder<ForgoneInvoice> builder)
        {
            builder.ToTable("ForgoneInvoices");
            builder.Property(f => f.Id).ValueGeneratedNever();
            builder.HasIndex(f => f.SubscriptionId);
        }
    }
}
