using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;

namespace Subscriptions.Customers;

/// <summary>Who buys; a person or a company.</summary>
public sealed class Customer : SearchableEntity
{
    private Customer()
    {
    }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>The address as <see cref="MailAddressText.Key"/> has it; unique.</summary>
    public string EmailKey { get; private set; } = "";

    /// <summary>How many addresses the customer has had, 1 at first: who signed in with an earlier one is out, also after it came back.</summary>
    public int EmailVersion { get; private set; }

    /// <summary>en, vi, fa, it or pl.</summary>
    public string Language { get; private set; } = "";

    /// <summary>IANA.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>ISO 4217; fixed once an order exists.</summary>
    public string Currency { get; private set; } = "";

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public static Customer Create(CustomerTerms terms, DateTimeOffset now)
    {
        var customer = new Customer { Id = Guid.CreateVersion7(now), CreatedAt = now };
        customer.Update(terms, now);
        return customer;
    }

    public void Update(CustomerTerms terms, DateTimeOffset now)
    {
        Name = terms.Name;
        var key = MailAddressText.Key(terms.Email);
        EmailVersion += key == EmailKey ? 0 : 1;
        (Email, EmailKey) = (terms.Email, key);
        FindBy(terms.Name, terms.Email);
        Language = terms.Language;
        TimeZone = terms.TimeZone;
        Currency = terms.Currency;
        UpdatedAt = now;
    }

    /// <summary>Tells the other services how the customer is now.</summary>
    public void Announce(EventActor actor, DateTimeOffset now) =>
        Raise(new CustomerChanged(Guid.CreateVersion7(now), Id, actor, now, ForEvents(), Currency));

    /// <summary>What can be edited, as it is now.</summary>
    public CustomerTerms Terms() => new(Name, Email, Language, TimeZone, Currency);

    public EventCustomer ForEvents() => new(Id, Name, Email, Language, TimeZone);

    internal sealed class Mapping : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> builder)
        {
            builder.ToTable("Customers");
            builder.Property(c => c.Name).HasMaxLength(100);
            builder.Property(c => c.Email).HasMaxLength(254);
            builder.Property(c => c.EmailKey).HasMaxLength(254);
            builder.Property(c => c.Language).HasMaxLength(5);
            builder.Property(c => c.TimeZone).HasMaxLength(60);
            builder.Property(c => c.Currency).HasMaxLength(3);
            builder.Ignore(c => c.Zone);
            builder.HasIndex(c => c.EmailKey).IsUnique();
            builder.HasIndex(c => new { c.CreatedAt, c.Id });
        }
    }
}

/// <summary>The editable part of a customer.</summary>
public sealed record CustomerTerms(string Name, string Email, string Language, string TimeZone, string Currency);
