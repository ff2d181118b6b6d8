using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Subscriptions.CloseReasons;

/// <summary>One entry of the list that people choose from when they close a subscription.</summary>
public sealed class CloseReason : Entity
{
    private CloseReason()
    {
    }

    /// <summary>Language-neutral, unique, lower_snake_case; never changes.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Label { get; private set; } = new Dictionary<string, string>();

    /// <summary>Place in the list, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>No longer offered; stays readable where it was used.</summary>
    public bool Retired { get; private set; }

    /// <summary>Whoever picks it must add a comment.</summary>
    public bool CommentRequired { get; private set; }

    /// <summary>See <see cref="SystemCloseReasons"/>: it is never retired, and customers never choose it.</summary>
    public bool System { get; private init; }

    public static CloseReason Create(string code, IReadOnlyDictionary<string, string> label, bool commentRequired, int position, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        Code = code,
        Label = label,
        CommentRequired = commentRequired,
        Position = position,
    };

    public void Update(IReadOnlyDictionary<string, string> label, bool commentRequired, DateTimeOffset now)
    {
        Label = label;
        CommentRequired = commentRequired;
        UpdatedAt = now;
    }

    public void MoveTo(int position, DateTimeOffset now)
    {
        if (Position != position)
        {
            Position = position;
            UpdatedAt = now;
        }
    }

    public void Retire(DateTimeOffset now)
    {
        if (System)
        {
            throw DomainException.FailedPrecondition("SYSTEM_REASON", "id: a system close reason cannot be retired; it can be renamed and moved.");
        }

        if (Retired)
        {
            throw DomainException.FailedPrecondition("ALREADY_RETIRED", "The close reason is retired already.");
        }

        Retired = true;
        UpdatedAt = now;
    }

    public void Restore(int position, DateTimeOffset now)
    {
        if (!Retired)
        {
            throw DomainException.FailedPrecondition("NOT_RETIRED", "The close reason is not retired.");
        }

        Retired = false;
        Position = position;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CloseReason>
    {
        public void Configure(EntityTypeBuilder<CloseReason> builder)
        {
            builder.ToTable("CloseReasons");
            builder.Property(r => r.Code).HasMaxLength(50);
            builder.Property(r => r.Label).IsLocalizedText();
            builder.HasIndex(r => r.Code).IsUnique();
            builder.HasData(SystemCloseReasons.Rows);
            builder.HasIndex(r => new { r.Retired, r.Position });
        }
    }
}
