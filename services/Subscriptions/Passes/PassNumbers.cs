using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Passes;

/// <summary>The counter behind pass numbers (P00008).</summary>
public sealed class PassNumbers
{
    private const int OnlyId = 1;

    public int Id { get; private init; }

    public int Last { get; private set; }

    /// <summary>
    /// Takes the next number; the row stays locked until the caller's transaction ends, so that sales come one after the other and each sees the passes of
    /// those before it.
    /// </summary>
    public static async Task<int> Next(SubscriptionsDb db, CancellationToken ct)
    {
        await db.PassNumbers.Where(n => n.Id == OnlyId).ExecuteUpdateAsync(set => set.SetProperty(n => n.Last, n => n.Last + 1), ct);
        return await db.PassNumbers.Where(n => n.Id == OnlyId).Select(n => n.Last).SingleAsync(ct);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PassNumbers>
    {
        public void Configure(EntityTypeBuilder<PassNumbers> builder)
        {
            builder.ToTable("PassNumbers");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.HasData(new PassNumbers { Id = OnlyId, Last = 0 });
        }
    }
}
