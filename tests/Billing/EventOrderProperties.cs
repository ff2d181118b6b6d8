using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class EventOrderPropertiesOnSqlite() : EventOrderProperties(DatabaseProvider.Sqlite);

public sealed class EventOrderPropertiesOnPostgres() : EventOrderProperties(DatabaseProvider.Postgres);

/// <summary>
/// The events of a subscription make the same documents in whatever order they are delivered, also twice, all at once, and where one of them is parked,
/// retried or skipped. A failure names the seed of its history.
/// </summary>
public abstract class EventOrderProperties(DatabaseProvider database)
{
    /// <summary>On PostgreSQL fewer: there it is the collisions that are tested, which each history has.</summary>
    private int Histories => database == DatabaseProvider.Sqlite ? 12 : 4;

    [Fact]
    public async Task Every_order_of_delivery_makes_the_same_documents()
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        for (var seed = 1; seed <= Histories; seed++)
        {
            var expected = await InOrder(billing, new RandomHistory(seed));
            var shuffled = new RandomHistory(seed);
            await Begin(billing, shuffled);
            foreach (var e in WithRepeats(shuffled, new Random(seed)))
            {
                await billing.Deliver(e);
            }

            (await Documents(billing, shuffled)).ShouldBe(expected, $"seed {seed}, shuffled");

            var atOnce = new RandomHistory(seed);
            await Begin(billing, atOnce);
            await Task.WhenAll(WithRepeats(atOnce, new Random(-seed)).Select(e => billing.Service.Publish(e)));
            (await Documents(billing, atOnce)).ShouldBe(expected, $"seed {seed}, all at once");
        }

        await billing.FindsNothing();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_parked_is_retried_or_skipped_and_the_rest_follows(bool retried)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        for (var seed = 1; seed <= Histories / 2; seed++)
        {
            var bills = new RandomHistory(seed).Events.Count(e => e is PeriodStarted or SubscriptionChanged);
            var (which, code) = (seed % bills, $"code{seed}");
            var shuffled = new RandomHistory(seed, which, code);
            await Begin(billing, shuffled);
            foreach (var e in WithRepeats(shuffled, new Random(seed)))
            {
                await billing.Service.Publish(e);
            }

            var parked = await Parked(billing, shuffled);
            var inOrder = new RandomHistory(seed, which, code);
            if (retried)
            {
                await billing.TaxRate(code);
                await Parking(billing).RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked });
                (await Documents(billing, shuffled)).ShouldBe(await InOrder(billing, inOrder), $"seed {seed}, retried");
            }
            else
            {
                await Skip(billing, parked);
                await Begin(billing, inOrder);
                foreach (var e in inOrder.Events)
                {
                    await billing.Service.Publish(e);
                    await Eventually.Async(
                        () => billing.Service.Read(async db => await db.Inbox.AnyAsync(m => m.EventId == e.EventId) || await db.ParkedMessages.AnyAsync(m => m.EventId == e.EventId)),
                        "the event to be applied, kept or parked");
                }

                await Skip(billing, await Parked(billing, inOrder));
                (await Documents(billing, shuffled)).ShouldBe(await Documents(billing, inOrder), $"seed {seed}, skipped");
            }
        }
    }

    /// <summary>Shuffled, every third of them twice.</summary>
    private static IEnumerable<SubscriptionEvent> WithRepeats(RandomHistory history, Random random)
    {
        List<SubscriptionEvent> events = [.. history.Events, .. history.Events.Where(_ => random.Next(3) == 0)];
        return events.OrderBy(_ => random.Next()).ToList();
    }

    private static async Task<string> InOrder(BillingUnderTest billing, RandomHistory history)
    {
        await Begin(billing, history);
        foreach (var e in history.Events)
        {
            await billing.Deliver(e);
        }

        return await Documents(billing, history);
    }

    private static async Task Begin(BillingUnderTest billing, RandomHistory history)
    {
        await billing.Deliver(SomeEvents.CustomerChanged(history.Customer));
        if (history.Credit > 0)
        {
            await billing.Give(history.Customer.Id, history.Credit);
        }
    }

    private static Wire.ParkedWorkService.ParkedWorkServiceClient Parking(BillingUnderTest billing) =>
        billing.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(billing.Service.Tokens.Staff("billing"));

    private static Task<string> Parked(BillingUnderTest billing, RandomHistory history) => Eventually.Async(
        async () => (await Parking(billing).ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.FirstOrDefault(p => p.SubjectNumber == history.Subject.Number)?.Id ?? "",
        id => id.Length > 0, "the event to be parked");

    private static async Task Skip(BillingUnderTest billing, string parked) =>
        await Parking(billing).DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = parked, Reason = "Agreed by telephone" });

    /// <summary>Waits until all is applied, and says what came of it, without the numbers of the documents.</summary>
    private static async Task<string> Documents(BillingUnderTest billing, RandomHistory history)
    {
        await billing.Applied(history.Events[^1]);
        var notes = await billing.CreditNotesOf(history.Subject.Id);
        var invoices = (await billing.InvoicesOf(history.Subject.Id)).OrderBy(i => i.Number, StringComparer.Ordinal).Select(i =>
            $"{i.PeriodStart.ToDateOnly():O} {i.PeriodEnd.ToDateOnly():O} {i.Kind} {i.State} total {i.Total.ToDecimal()} credited {i.AmountCredited.ToDecimal()} reserved {i.AmountReserved.ToDecimal()} "
            + $"due {i.AmountDue.ToDecimal()} from account {i.AccountCreditApplied.ToDecimal()} to account {i.AmountToAccount.ToDecimal()}: {string.Join(", ", i.Lines.Select(l => $"{l.Amount.ToDecimal()} {l.Arithmetic}"))}\n"
            + string.Join('\n', notes.Where(n => n.InvoiceId == i.Id).OrderBy(n => n.Number, StringComparer.Ordinal).Select(n => $"  {string.Join(", ", n.Lines.Select(l => $"{l.Amount.ToDecimal()} {l.Arithmetic}"))}")));
        return string.Join('\n', invoices.Append($"account {await billing.CreditOf(history.Customer.Id)}"));
    }
}
