using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;
using Subscriptions.Customers;
using Subscriptions.Time;

namespace Subscriptions.Passes;

/// <summary>
/// A number of classes that was paid for in advance. Here are its data and what every change has in common; each verb stands in a part of its own
/// beside this file. All its dates are where the buyer is.
/// </summary>
public sealed partial class Pass : SearchableEntity
{
    /// <summary>Most characters of what the report sorts names by.</summary>
    private const int SortLength = 100;

    /// <summary>Of <see cref="StartSort"/> and <see cref="EndSort"/>, where there is no such day.</summary>
    internal static readonly DateOnly NoDate = DateOnly.MaxValue;

    private readonly List<PassHolder> _holders = [];

    private Pass()
    {
    }

    /// <summary>For people: P00008.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The number that it is sorted by: 8 for P00008.</summary>
    public int Serial { get; private init; }

    /// <summary>The buyer.</summary>
    public Guid CustomerId { get; private init; }

    public Customer Customer { get; private init; } = null!;

    /// <summary>The buyer's name as the report sorts it: without accents and case.</summary>
    public string CustomerSort { get; private set; } = "";

    public Guid TemplateId { get; private init; }

    /// <summary>Text per language, as it was at the sale.</summary>
    public IReadOnlyDictionary<string, string> TemplateName { get; private init; } = new Dictionary<string, string>();

    /// <summary>The English name as the report sorts it.</summary>
    public string TemplateSort { get; private init; } = "";

    /// <summary>Text per language, as it was at the sale; empty where it is good for every class.</summary>
    public IReadOnlyDictionary<string, string> ClassTypeName { get; private init; } = new Dictionary<string, string>();

    /// <summary>Agreed at the sale.</summary>
    public PassTerms Terms { get; private init; } = null!;

    public PassState State { get; private set; }

    /// <summary>ISO 4217; the buyer's.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>In whole units, without tax, before the discount.</summary>
    public decimal Price { get; private init; }

    /// <summary>Off the price.</summary>
    public decimal Discount { get; private init; }

    public PassPayment Payment { get; private init; }

    /// <summary>Who sold it: staff, customer or application.</summary>
    public string SellerKind { get; private init; } = "";

    public string SellerId { get; private init; } = "";

    public string SellerName { get; private init; } = "";

    /// <summary>First day of use; null until the first visit where that is the start, and until it is paid where it awaits that.</summary>
    public DateOnly? StartDate { get; private set; }

    /// <summary>First day on which it is over; null where it has no end, and as long as there is no start. An open freeze has not moved it yet.</summary>
    public DateOnly? EndDate { get; private set; }

    /// <summary><see cref="StartDate"/> as the report sorts it: last where there is none.</summary>
    public DateOnly StartSort { get; private set; } = NoDate;

    /// <summary><see cref="EndDate"/> as the report sorts it: last where there is none.</summary>
    public DateOnly EndSort { get; private set; } = NoDate;

    /// <summary>Those sold and every bonus.</summary>
    public int TotalClasses { get; private set; }

    /// <summary>Visits and missed classes that count.</summary>
    public int UsedClasses { get; private set; }

    /// <summary>The ledger's sum, kept with it; what a check-in claims.</summary>
    public int RemainingClasses { get; private set; }

    /// <summary>Unused when it expired.</summary>
    public int LapsedClasses { get; private set; }

    /// <summary>Set while a freeze runs or lies ahead.</summary>
    public PassFreeze? Freeze { get; private set; }

    /// <summary>Days that customers have frozen it for.</summary>
    public int CustomerFreezeDays { get; private set; }

    public PassWithdrawal? Withdrawal { get; private set; }

    /// <summary>Day on which the buyer is reminded of the end; null when that is done, or there was no time for it.</summary>
    public DateOnly? RemindDate { get; private set; }

    /// <summary>Instant at which time changes it next: a freeze begins or ends, a reminder is due, it expires. Null when nothing is.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>The visit whose day is the first one of the pass; null where another rule says it.</summary>
    public Guid? StartVisitId { get; private set; }

    /// <summary>Of the last visit that was attended.</summary>
    public DateTimeOffset? LastVisitAt { get; private set; }

    /// <summary>Since when it is used up, expired or withdrawn.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>First day on which it was of no use any more; null while it is not over.</summary>
    public DateOnly? FinishedOn { get; private set; }

    /// <summary>Lines of its ledger so far.</summary>
    public int EntryCount { get; private set; }

    /// <summary>Events that it has raised so far, ever.</summary>
    public int EventCount { get; private set; }

    /// <summary>How often its row was claimed for a change; see <see cref="PassStore"/>.</summary>
    public int Claims { get; private set; }

    public IReadOnlyList<PassHolder> Holders => [.. _holders.OrderBy(h => h.Position)];

    /// <summary>What its invoice asks for, without tax.</summary>
    public decimal SoldPrice => Price - Discount;

    /// <summary>First day on which classes that are left can no longer be used; a close or a change of the subscription that has brought it gives no grace.</summary>
    public DateOnly? GraceEndDate => Grant is { HasGrace: false } ? EndDate : EndDate?.AddDays(Terms.GraceDays);

    public EventActor Seller => new(SellerKind, SellerId, SellerName);

    /// <summary>The last day is over, and what is left may still be used.</summary>
    public bool IsInGrace(DateTimeOffset now) => State == PassState.Active && Today(now) >= EndDate && Today(now) < GraceEndDate;

    /// <summary>A customer's name, mail address or time zone changed: what hangs on them follows.</summary>
    public void CustomerChanged(DateTimeOffset now)
    {
        SetSearchText();
        Schedule();
        UpdatedAt = now;
    }

    private DateOnly Today(DateTimeOffset now) => CivilTime.DateAt(now, Customer.Zone);

    private void SetSearchText()
    {
        CustomerSort = Sorted(Customer.Name);
        FindBy([Number, Customer.Name, Customer.Email, .. _holders.SelectMany(h => new[] { h.Customer.Name, h.Customer.Email }), .. TemplateName.Values]);
    }

    private static string Sorted(string name)
    {
        var folded = ServiceDefaults.Search.SearchText.Fold(name);
        return folded.Length <= SortLength ? folded : folded[..SortLength];
    }

    /// <summary>Numbers the event; saved with what it is about, under the version that guards it.</summary>
    private void Raise(PassEvent e) => base.Raise(e with { Sequence = ++EventCount });

    private Subject SubjectForEvents() => Subject.Pass(Id, Number, TemplateName);

    private EventPass ForEvents() => new(State.Code(), StartDate, EndDate, GraceEndDate, TotalClasses, UsedClasses, RemainingClasses);

    private EventMoney Amount(decimal amount) => new(Currency, amount);

    private DomainException Refused(string reason, string why) => new(Grpc.Core.StatusCode.FailedPrecondition, reason, $"{Number} {why}")
    {
        Metadata = { ["pass"] = Number },
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Pass>
    {
        public void Configure(EntityTypeBuilder<Pass> builder)
        {
            builder.ToTable("Passes");
            builder.Property(p => p.Number).HasMaxLength(20);
            builder.Property(p => p.CustomerSort).HasMaxLength(SortLength);
            builder.Property(p => p.TemplateName).IsLocalizedText();
            builder.Property(p => p.TemplateSort).HasMaxLength(SortLength);
            builder.Property(p => p.ClassTypeName).IsLocalizedText();
            builder.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(p => p.Currency).HasMaxLength(3);
            builder.Property(p => p.Payment).HasConversion<string>().HasMaxLength(20);
            builder.Property(p => p.SellerKind).HasMaxLength(20);
            builder.Property(p => p.SellerId).HasMaxLength(100);
            builder.Property(p => p.SellerName).HasMaxLength(100);
            builder.ComplexProperty(p => p.Terms, PassTermsMapping.Map);
            builder.Ignore(p => p.SoldPrice);
            builder.Ignore(p => p.GraceEndDate);
            builder.Ignore(p => p.Seller);
            builder.HasOne(p => p.Customer).WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(p => p.Holders).WithOne().HasForeignKey(h => h.PassId);
            builder.Navigation(p => p.Holders).HasField("_holders").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.HasMany(p => p.Entries).WithOne().HasForeignKey(e => e.PassId).OnDelete(DeleteBehavior.Restrict);
            builder.Navigation(p => p.Entries).HasField("_entries").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.OwnsOne(p => p.Freeze, PassFreeze.Map);
            builder.OwnsOne(p => p.Withdrawal, PassWithdrawal.Map);
            builder.OwnsOne(p => p.Grant, PassGrant.Map);
            builder.HasIndex(p => p.Number).IsUnique();
            builder.HasIndex(p => p.TemplateId);
            // What the report sorts by, for each state that it shows; by number, its usual order, with what says on which days a pass has run.
            builder.HasIndex(p => new { p.State, p.Serial, p.FinishedOn, p.StartSort, p.EndDate, p.Id });
            builder.HasIndex(p => new { p.State, p.CustomerSort, p.Id });
            builder.HasIndex(p => new { p.State, p.TemplateSort, p.Id });
            builder.HasIndex(p => new { p.State, p.StartSort, p.Id });
            builder.HasIndex(p => new { p.State, p.EndSort, p.Id });
            // What ran on some days and is over is counted here alone.
            builder.HasIndex(p => new { p.State, p.FinishedOn, p.StartSort, p.EndDate, p.Serial, p.Id });
            builder.HasIndex(p => p.CustomerId);
            builder.HasIndex(p => p.NextStepAt);
        }
    }
}
