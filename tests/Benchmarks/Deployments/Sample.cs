using System.Data.Common;
using Contracts.Subscriptions.V1;

namespace Benchmarks.Deployments;

/// <summary>The rows of one order that the system itself has made and closed: the others are copies of it, and so is what the limit writes.</summary>
/// <param name="Order">Before the close.</param>
/// <param name="Closed">After it.</param>
/// <param name="Movement">What the close added, as the next two.</param>
internal sealed record Sample(Row Customer, Row Order, IReadOnlyList<Row> Lines, Row Closed, Row Movement, Row Event, Row Request)
{
    /// <param name="client">Reaches every service.</param>
    public static async Task<Sample> Take(StandaloneClient client, DbDataSource database)
    {
        var business = await Business.Open(client);
        var order = await business.Confirm(await business.Quote("sample"), "sample");
        var id = Guid.Parse(order.Id);
        // Once its period has started nothing is due for it, nor for its copies.
        var before = await Eventually.Async(() => Row.Read(database, "Subscriptions", "\"Id\" = @value", id), row => Convert.ToInt32(row["PeriodIndex"], null) >= 0);
        await client.Client<SubscriptionService.SubscriptionServiceClient>().CloseSubscriptionAsync(Business.ClosingRequest(order.Id, order.Id));
        return new Sample(
            await Row.Read(database, "Customers", "\"Id\" = @value", Guid.Parse(order.CustomerId)),
            // Billing never heard of the copies: what they raise is their first event.
            before.With("EventCount", 0),
            await Row.ReadAll(database, "SubscriptionLines", "\"SubscriptionId\" = @value", id),
            await Row.Read(database, "Subscriptions", "\"Id\" = @value", id),
            await Row.Read(database, "MrrMovements", "\"SubscriptionId\" = @value ORDER BY \"OccurredAt\" DESC", id),
            (await Row.Read(database, "Outbox", "\"Type\" = @value", "SubscriptionClosed"))
                .Without("Sequence").With("LeaseUntil", null).With("LeaseId", null).With("CompletedAt", null).With("Attempts", 0),
            await Row.Read(database, "IdempotencyRecords", "\"RequestId\" = @value", $"close-{order.Id}"));
    }
}
