using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Access;
using ServiceDefaults.Data;

namespace Billing.Payments.Methods;

/// <summary>
/// A card that a customer has left with the payment provider: its token, and what people recognise it by. Its number is never here.
/// </summary>
public sealed class SavedPaymentMethod : Entity
{
    private const int NoticeDays = 30;

    private SavedPaymentMethod()
    {
    }

    public Guid CustomerId { get; private init; }

    /// <summary>Name of the <see cref="IPaymentProvider"/> that gave the token.</summary>
    public string Provider { get; private init; } = "";

    public string Token { get; private init; } = "";

    /// <summary>visa, mastercard ...</summary>
    public string Brand { get; private set; } = "";

    public string Last4 { get; private set; } = "";

    /// <summary>The same for the same card under another token.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>1 to 12.</summary>
    public int ExpiryMonth { get; private set; }

    public int ExpiryYear { get; private set; }

    /// <summary>Instant at which the customer is notified that it expires; null when that was done, or the day had passed when it was saved.</summary>
    public DateTimeOffset? ExpiryNoticeAt { get; private set; }

    /// <summary>Last day on which it can be charged.</summary>
    public DateOnly LastDay => LastDayOf(ExpiryYear, ExpiryMonth);

    /// <summary>Set when the bank refused it for good: no charge is tried with it any more (domain.md C9).</summary>
    public FailureCause? RefusedFor { get; private set; }

    public static SavedPaymentMethod Save(Guid customerId, string provider, string token, CardFacts card, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        CustomerId = customerId,
        Provider = provider,
        Token = token,
        Brand = card.Brand,
        Last4 = card.Last4,
        Fingerprint = card.Fingerprint,
        ExpiryMonth = card.ExpiryMonth,
        ExpiryYear = card.ExpiryYear,
        ExpiryNoticeAt = NoticeOf(card, now),
    };

    /// <summary>The customer is notified that it expires, or need not be.</summary>
    /// <param name="customer">Null when no mail is due.</param>
    public void RaiseExpiryNotice(EventCustomer? customer, DateTimeOffset now)
    {
        ExpiryNoticeAt = null;
        UpdatedAt = now;
        if (customer is not null)
        {
            Raise(new CardExpiring(Guid.CreateVersion7(), Id, Caller.System, now, customer, Brand, Last4, LastDay));
        }
    }

    public void Refuse(FailureCause cause, DateTimeOffset now)
    {
        RefusedFor = cause;
        UpdatedAt = now;
    }

    /// <summary>What it was refused for does not hold any more: it may be charged again.</summary>
    public void Accept(DateTimeOffset now)
    {
        RefusedFor = null;
        UpdatedAt = now;
    }

    /// <summary>The bank gave out a new card in its place: it may be charged again.</summary>
    /// <returns>False when nothing is new.</returns>
    public bool Renew(CardFacts card, DateTimeOffset now)
    {
        if ((Brand, Last4, Fingerprint, ExpiryMonth, ExpiryYear) == (card.Brand, card.Last4, card.Fingerprint, card.ExpiryMonth, card.ExpiryYear))
        {
            return false;
        }

        Brand = card.Brand;
        Last4 = card.Last4;
        Fingerprint = card.Fingerprint;
        ExpiryMonth = card.ExpiryMonth;
        ExpiryYear = card.ExpiryYear;
        ExpiryNoticeAt = NoticeOf(card, now);
        RefusedFor = null;
        UpdatedAt = now;
        return true;
    }

    /// <summary>Thirty days before its last one, by UTC: a card says no hour. Null when that has passed.</summary>
    private static DateTimeOffset? NoticeOf(CardFacts card, DateTimeOffset now)
    {
        var notice = new DateTimeOffset(LastDayOf(card.ExpiryYear, card.ExpiryMonth).AddDays(-NoticeDays), TimeOnly.MinValue, TimeSpan.Zero);
        return notice > now ? notice : null;
    }

    private static DateOnly LastDayOf(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    internal sealed class Mapping : IEntityTypeConfiguration<SavedPaymentMethod>
    {
        public void Configure(EntityTypeBuilder<SavedPaymentMethod> builder)
        {
            builder.ToTable("SavedPaymentMethods");
            builder.Property(m => m.Provider).HasMaxLength(20);
            builder.Property(m => m.Token).HasMaxLength(100);
            builder.Property(m => m.Brand).HasMaxLength(20);
            builder.Property(m => m.Last4).HasMaxLength(4);
            builder.Property(m => m.Fingerprint).HasMaxLength(100);
            builder.Property(m => m.RefusedFor).HasConversion<string>().HasMaxLength(30);
            builder.Ignore(m => m.LastDay);
            builder.HasIndex(m => new { m.CustomerId, m.CreatedAt });
            builder.HasIndex(m => m.ExpiryNoticeAt);
        }
    }
}
