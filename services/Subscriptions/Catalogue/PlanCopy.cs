using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;
using Subscriptions.Time;

namespace Subscriptions.Catalogue;

/// <summary>A plan as Plans announced it last: a copy, so that nothing asks another service inside a transaction.</summary>
public sealed class PlanCopy : Entity
{
    private PlanCopy()
    {
    }

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    public PeriodUnit PeriodUnit { get; private set; }

    /// <summary>Units in one billing period.</summary>
    public int PeriodCount { get; private set; }

    public PeriodCalendar PeriodCalendar { get; private set; }

    /// <summary>For one period and quantity 1, in whole units of the currency, without tax.</summary>
    public decimal Price { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Of the tax rate that invoices add; empty: none.</summary>
    public string TaxCode { get; private set; } = "";

    public SelfService SelfService { get; private set; } = SelfService.Everything;

    /// <summary>What quotations offer unless they say otherwise.</summary>
    public OfferedTerms Terms { get; private set; } = new(0, 0, false, 0, 0);

    /// <summary>What a close credits unless staff decide otherwise.</summary>
    public ClosingPolicy Closing { get; private set; } = new(ClosingCredit.None, ClosingSettlement.AccountCredit);

    /// <summary>It takes no new quotations; running subscriptions go on.</summary>
    public bool Archived { get; private set; }

    /// <summary>Counted by Plans: an event with one that is not higher changes nothing.</summary>
    public int Revision { get; private set; }

    public BillingPeriod BillingPeriod => new(PeriodUnit, PeriodCount, PeriodCalendar);

    internal static PlanCopy Create(PlanChanged e, DateTimeOffset now)
    {
        var plan = new PlanCopy { Id = e.AggregateId, CreatedAt = now };
        plan.Update(e, now);
        return plan;
    }

    internal void Update(PlanChanged e, DateTimeOffset now)
    {
        if (e.Revision <= Revision)
        {
            return;
        }

        Name = e.Name;
        PeriodUnit = Enum.Parse<PeriodUnit>(e.BillingPeriod.Unit, ignoreCase: true);
        PeriodCount = e.BillingPeriod.Count;
        PeriodCalendar = Enum.Parse<PeriodCalendar>(e.BillingPeriod.Calendar, ignoreCase: true);
        (Currency, Price) = e.Price;
        TaxCode = e.TaxCode;
        SelfService = SelfService.From(e.SelfService);
        Terms = OfferedTerms.From(e.Terms);
        Closing = ClosingPolicy.From(e.Closing);
        Archived = e.Archived;
        Revision = e.Revision;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PlanCopy>
    {
        public void Configure(EntityTypeBuilder<PlanCopy> builder)
        {
            builder.ToTable("Plans");
            builder.Property(p => p.Name).IsLocalizedText();
            builder.Property(p => p.PeriodUnit).HasConversion<string>().HasMaxLength(10);
            builder.Property(p => p.PeriodCalendar).HasConversion<string>().HasMaxLength(10);
            builder.Property(p => p.Currency).HasMaxLength(3);
            builder.Property(p => p.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
            builder.ComplexProperty(p => p.SelfService);
            builder.ComplexProperty(p => p.Terms);
            builder.ComplexProperty(p => p.Closing, closing =>
            {
                closing.Property(c => c.Credit).HasConversion<string>().HasMaxLength(20);
                closing.Property(c => c.Settlement).HasConversion<string>().HasMaxLength(20);
            });
            builder.Ignore(p => p.BillingPeriod);
        }
    }
}

/// <summary>Keeps a copy of each plan, as it was announced last.</summary>
internal sealed class CopyPlan(SubscriptionsDb db, TimeProvider clock) : IEventHandler<PlanChanged>
{
    public async Task Handle(PlanChanged e, CancellationToken ct)
    {
        if (await db.Plans.FirstOrDefaultAsync(p => p.Id == e.AggregateId, ct) is { } known)
        {
            known.Update(e, clock.GetUtcNow());
        }
        else
        {
            db.Plans.Add(PlanCopy.Create(e, clock.GetUtcNow()));
        }
    }
}
