using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;

namespace Plans.Plans;

/// <summary>A recurring plan: what is billed, how much, how often, and what customers may do by themselves.</summary>
public sealed class Plan : SearchableEntity
{
    private Plan()
    {
    }

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>Text per language; may be empty.</summary>
    public IReadOnlyDictionary<string, string> Description { get; private set; } = new Dictionary<string, string>();

    public PeriodUnit PeriodUnit { get; private set; }

    /// <summary>Units in one billing period.</summary>
    public int PeriodCount { get; private set; }

    /// <summary>Persian only where the unit is a month or a year.</summary>
    public PeriodCalendar PeriodCalendar { get; private set; }

    /// <summary>For one period and quantity 1, in whole units of the currency, without tax.</summary>
    public decimal Price { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Of the tax rate that invoices add; empty: none.</summary>
    public string TaxCode { get; private set; } = "";

    public bool Closable { get; private set; }

    public bool Pausable { get; private set; }

    public bool PlanChangeable { get; private set; }

    public bool QuantityChangeable { get; private set; }

    public bool Reactivatable { get; private set; }

    public bool Renewable { get; private set; }

    /// <summary>What quotations offer unless they say otherwise.</summary>
    public OfferedTerms OfferedTerms { get; private set; } = new(0, 0, false, 0, 0);

    /// <summary>What a close credits unless staff decide otherwise.</summary>
    public ClosingCredit ClosingCredit { get; private set; }

    public ClosingSettlement ClosingSettlement { get; private set; }

    /// <summary>0: never (domain.md C10).</summary>
    public int CloseAfterUnpaidDays { get; private set; }

    /// <summary>Of the class pass that each period brings; null: it brings none.</summary>
    public Guid? GrantedTemplateId { get; private set; }

    /// <summary>The pass is over with its period; else it is as the template says.</summary>
    public bool PassEndsWithPeriod { get; private set; }

    public bool Archived { get; private set; }

    /// <summary>Counts its changes, from 1: whoever keeps a copy knows by it which of two events is newer.</summary>
    public int Revision { get; private set; }

    public static Plan Create(PlanTerms terms, EventActor actor, DateTimeOffset now)
    {
        var plan = new Plan { Id = Guid.CreateVersion7(now), CreatedAt = now };
        plan.Apply(terms, actor, now);
        return plan;
    }

    public void Update(PlanTerms terms, EventActor actor, DateTimeOffset now) => Apply(terms, actor, now);

    public void Archive(EventActor actor, DateTimeOffset now)
    {
        if (Archived)
        {
            throw DomainException.FailedPrecondition("ALREADY_ARCHIVED", "The plan is archived already.");
        }

        Archived = true;
        Changed(actor, now);
    }

    /// <summary>What can be edited, as it is now.</summary>
    public PlanTerms Terms() => new(
        Name, Description, PeriodUnit, PeriodCount, PeriodCalendar, Price, Currency,
        Closable, Pausable, PlanChangeable, QuantityChangeable, Reactivatable, Renewable, CloseAfterUnpaidDays, OfferedTerms,
        TaxCode, new ClosingPolicy(ClosingCredit, ClosingSettlement), new PassGrant(GrantedTemplateId, PassEndsWithPeriod));

    private void Apply(PlanTerms terms, EventActor actor, DateTimeOffset now)
    {
        Name = terms.Name;
        Description = terms.Description;
        FindBy(terms.Name.Values);
        PeriodUnit = terms.PeriodUnit;
        PeriodCount = terms.PeriodCount;
        PeriodCalendar = terms.PeriodCalendar;
        Price = terms.Price;
        Currency = terms.Currency;
        TaxCode = terms.TaxCode;
        Closable = terms.Closable;
        Pausable = terms.Pausable;
        PlanChangeable = terms.PlanChangeable;
        QuantityChangeable = terms.QuantityChangeable;
        Reactivatable = terms.Reactivatable;
        Renewable = terms.Renewable;
        OfferedTerms = terms.Offered;
        CloseAfterUnpaidDays = terms.CloseAfterUnpaidDays;
        (ClosingCredit, ClosingSettlement) = terms.Closing;
        (GrantedTemplateId, PassEndsWithPeriod) = terms.PassGrant;
        Changed(actor, now);
    }

    private void Changed(EventActor actor, DateTimeOffset now)
    {
        UpdatedAt = now;
        Revision++;
        Raise(new PlanChanged(
            Guid.CreateVersion7(),
            Id,
            actor,
            now,
            Revision,
            Name,
            new EventInterval(PeriodUnit.ToString().ToLowerInvariant(), PeriodCount, PeriodCalendar.ToString().ToLowerInvariant()),
            new EventMoney(Currency, Price),
            TaxCode,
            new EventSelfService(Closable, Pausable, PlanChangeable, QuantityChangeable, Reactivatable, Renewable),
            OfferedTerms.ForEvents(),
            new ClosingPolicy(ClosingCredit, ClosingSettlement).ForEvents(),
            CloseAfterUnpaidDays,
            Archived)
        {
            PassGrant = GrantedTemplateId is { } template ? new EventPassGrant(template, PassEndsWithPeriod) : null,
        });
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Plan>
    {
        public void Configure(EntityTypeBuilder<Plan> builder)
        {
            builder.ToTable("Plans");
            builder.Property(p => p.Name).IsLocalizedText();
            builder.Property(p => p.Description).IsLocalizedText();
            builder.Property(p => p.PeriodUnit).HasConversion<string>().HasMaxLength(10);
            builder.Property(p => p.PeriodCalendar).HasConversion<string>().HasMaxLength(10);
            builder.Property(p => p.Currency).HasMaxLength(3);
            builder.Property(p => p.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
            builder.ComplexProperty(p => p.OfferedTerms);
            builder.Property(p => p.ClosingCredit).HasConversion<string>().HasMaxLength(20);
            builder.Property(p => p.ClosingSettlement).HasConversion<string>().HasMaxLength(20);
            builder.HasOne<PassTemplates.PassTemplate>().WithMany().HasForeignKey(p => p.GrantedTemplateId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(p => new { p.CreatedAt, p.Id });
        }
    }
}

public enum PeriodUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>The editable part of a plan.</summary>
public sealed record PlanTerms(
    IReadOnlyDictionary<string, string> Name,
    IReadOnlyDictionary<string, string> Description,
    PeriodUnit PeriodUnit,
    int PeriodCount,
    PeriodCalendar PeriodCalendar,
    decimal Price,
    string Currency,
    bool Closable,
    bool Pausable,
    bool PlanChangeable,
    bool QuantityChangeable,
    bool Reactivatable,
    bool Renewable,
    int CloseAfterUnpaidDays,
    OfferedTerms Offered,
    string TaxCode,
    ClosingPolicy Closing,
    PassGrant PassGrant);

/// <summary>How billing begins and ends; see common.v1.BillingTerms for units and bounds.</summary>
public sealed record OfferedTerms(int TrialDays, int TermPeriods, bool RenewsByItself, int RenewNoticeDays, int BillingDay)
{
    internal EventOfferedTerms ForEvents() => new(TrialDays, TermPeriods, RenewsByItself, RenewNoticeDays, BillingDay);
}
