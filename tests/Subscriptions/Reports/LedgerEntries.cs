using Microsoft.EntityFrameworkCore;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Reports;

/// <summary>Movements written straight into the ledger, for kinds and moments that need no order to go through them.</summary>
internal static class LedgerEntries
{
    /// <param name="at">ISO 8601, UTC.</param>
    public static Task RecordMovement(this SubscriptionsUnderTest service, Wire.Subscription order, MrrMovementKind kind, decimal amount, string at, string currency = "EUR") =>
        service.Host.Read<SubscriptionsDb, int>(async db =>
        {
            var movement = (MrrMovement)Activator.CreateInstance(typeof(MrrMovement), nonPublic: true)!;
            var entry = db.Entry(movement);
            entry.Property(m => m.Id).CurrentValue = Guid.CreateVersion7();
            entry.Property(m => m.SubscriptionId).CurrentValue = Guid.Parse(order.Id);
            entry.Property(m => m.Kind).CurrentValue = kind;
            entry.Property(m => m.Currency).CurrentValue = currency;
            entry.Property(m => m.Amount).CurrentValue = amount;
            entry.Property(m => m.OccurredAt).CurrentValue = TestClock.At(at).GetUtcNow();
            entry.State = EntityState.Added;
            return await db.SaveChangesAsync();
        });
}
