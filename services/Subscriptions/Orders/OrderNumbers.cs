using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Orders;

/// <summary>The counter behind order numbers (S00042).</summary>
public sealed class OrderNumbers
{
    private const int OnlyId = 1;

    public int Id { get; private init; }

    public int Last { get; private set; }

    /// <summary>Takes the next number; the row stays locked until the caller's transaction ends.</summary>
    public static async Task<string> Next(SubscriptionsDb db, CancellationToken ct)
    {
        await db.OrderNumbers.Where(n => n.Id == OnlyId).ExecuteUpdateAsync(set => set.SetProperty(n => n.Last, n => n.Last + 1), ct);
        var last = await db.OrderNumbers.Where(n => n.Id == OnlyId).Select(n => n.Last).SingleAsync(ct);
        return $"S{last:D5}";
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OrderNumbers>
    {
        public void Configure(EntityTypeBuilder<OrderNumbers> builder)
        {
            builder.ToTable("OrderNumbers");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.HasData(new OrderNumbers { Id = OnlyId, Last = 0 });
        }
    }
}
