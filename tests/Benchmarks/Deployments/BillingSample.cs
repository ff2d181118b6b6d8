using System.Data.Common;
using System.Text.Json;
using Contracts.Events;

namespace Benchmarks.Deployments;

/// <summary>What Billing has of the sample order, whose first period it has invoiced, and what the two services have said of it.</summary>
/// <param name="Started">That its period started, as Subscriptions says it.</param>
/// <param name="Issued">That its invoice is final.</param>
internal sealed record BillingSample(Row Customer, Row Account, Row Profile, Row Invoice, Row Line, Row Started, Row Issued)
{
    public static async Task<BillingSample> Take(DbDataSource subscriptions, DbDataSource billing, Sample sample)
    {
        var invoice = await Row.Read(billing, "Invoices", "\"SourceId\" = @value", sample.Order["Id"]);
        return new BillingSample(
            await Row.Read(billing, "Customers", "\"Id\" = @value", sample.Order["CustomerId"]),
            Running(await Row.Read(billing, "SubscriptionBillings", "\"Id\" = @value", sample.Order["Id"])),
            await Row.Read(billing, "PaymentProfiles", "\"Id\" = @value", sample.Order["CustomerId"]),
            invoice,
            await Row.Read(billing, "InvoiceLines", "\"InvoiceId\" = @value", invoice["Id"]),
            (await Row.Read(subscriptions, "Outbox", "\"Type\" = @value", "PeriodStarted")).Without("Sequence"),
            (await Row.Read(billing, "Outbox", "\"Type\" = @value", "InvoiceIssued")).Without("Sequence"));
    }

    /// <summary>As before the sample was closed; the copies' orders count their events from the next.</summary>
    private static Row Running(Row account) =>
        account.Values.Keys.Where(column => column.StartsWith("Closing_", StringComparison.Ordinal))
            .Aggregate(account, (row, column) => row.With(column, null))
            .With("IsClosed", false).With("Cursor", 0);

    /// <summary>The event that says so of many orders at once.</summary>
    public Row StartedBatch(int count) => Batch(Started, count, (PeriodStarted e) => e with { EventId = Guid.CreateVersion7(), AggregateId = Guid.CreateVersion7() },
        each => new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), each[0].Actor, each[0].OccurredAt, each));

    /// <summary>The same of invoices.</summary>
    public Row IssuedBatch(int count) => Batch(Issued, count, (InvoiceIssued e) => e with { EventId = Guid.CreateVersion7(), AggregateId = Guid.CreateVersion7() },
        each => new InvoicesIssued(Guid.CreateVersion7(), Guid.CreateVersion7(), each[0].Actor, each[0].OccurredAt, each));

    private static Row Batch<TEvent, TBatch>(Row one, int count, Func<TEvent, TEvent> another, Func<IReadOnlyList<TEvent>, TBatch> all)
    {
        var sample = JsonSerializer.Deserialize<TEvent>((string)one["Payload"])!;
        return one.With("Type", typeof(TBatch).Name).With("Payload", JsonSerializer.Serialize(all([.. Enumerable.Range(0, count).Select(_ => another(sample))])));
    }
}
