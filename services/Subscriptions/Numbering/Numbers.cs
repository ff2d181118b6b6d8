using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Numbering;

/// <summary>The counters behind the numbers that people see: S00042 of an order, P00008 of a pass.</summary>
public sealed class Numbers
{
    public const int Orders = 1;
    public const int Passes = 2;

    public int Id { get; private init; }

    public int Last { get; private set; }

    /// <summary>
    /// Takes the next number; the row stays locked until the caller's transaction ends, so that those who take one come one after the other, and each sees what
    /// those before it have made.
    /// </summary>
    /// <param name="counter">One of the constants.</param>
    public static async Task<int> Next(SubscriptionsDb db, int counter, CancellationToken ct)
    {
        await db.BeginWriting(ct);
        await db.Numbers.Where(n => n.Id == counter).ExecuteUpdateAsync(set => set.SetProperty(n => n.Last, n => n.Last + 1), ct);
        return await db.Numbers.Where(n => n.Id == counter).Select(n => n.Last).SingleAsync(ct);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Numbers>
    {
        public void Configure(EntityTypeBuilder<Numbers> builder)
        {
            builder.ToTable("Numbers");
            builder.Property(n => n.Id).ValueGeneratedNever();
            builder.HasData(new Numbers { Id = Orders, Last = 0 }, new Numbers { Id = Passes, Last = 0 });
        }
    }
}
