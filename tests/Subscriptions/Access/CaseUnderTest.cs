using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Access;

/// <summary>A dunning case of an order, told to the service as Billing and Notifications would at that moment.</summary>
internal sealed class CaseUnderTest(SubscriptionsUnderTest service, Wire.Subscription order)
{
    private readonly CaseEvents _events = new(
        Guid.Parse(order.Id), new EventCustomer(Guid.Parse(order.CustomerId), order.CustomerName, "ada@example.com", "en", order.TimeZone));

    public CaseEvents Events => _events;

    public Guid Id => _events.Id;

    private DateTimeOffset Now => service.Clock.GetUtcNow();

    /// <summary>Where the customer is.</summary>
    private DateOnly Today => CivilTime.DateAt(Now, TimeZoneInfo.FindSystemTimeZoneById(order.TimeZone));

    public Task Start(string cause = "insufficient_funds") => Handle(_events.Started(Now, cause));

    /// <summary>The mail is due, and accepted at once; where what it tells of begins today, it was so yesterday.</summary>
    /// <param name="days">Until the restriction.</param>
    /// <param name="finalDays">Until the final action.</param>
    /// <returns>The mail.</returns>
    public async Task<Guid> Notify(int days = 3, int finalDays = 7, string template = "restriction_notice")
    {
        var at = Now.AddDays(Math.Min(days, finalDays) > 0 ? 0 : -1);
        await Handle(_events.Notice(at, Today.AddDays(days), Today.AddDays(finalDays), template));
        return await Deliver(template, sent: at);
    }

    /// <param name="sent">When a mail server accepted it; null: now.</param>
    public async Task<Guid> Deliver(string template = "restriction_notice", Guid? mail = null, DateTimeOffset? sent = null)
    {
        var id = mail ?? Guid.CreateVersion7();
        await Handle(_events.Delivered(id, sent ?? Now, template));
        return id;
    }

    public Task Bounce(Guid mail) => Handle(_events.Bounced(mail, Now));

    public Task Restrict() => Handle(_events.Restrict(Now));

    public Task Change(string change) => Handle(_events.Changed(Now, change));

    public Task Resolve(string resolution = "paid") => Handle(_events.Resolved(Now, resolution));

    public Task LoseRecovery() => Handle(_events.RecoveryLost(Now));

    public Task Exhaust(string action = "close") => Handle(_events.Exhausted(Now, action));

    /// <summary>Lets days pass, and what is due then be done.</summary>
    public async Task Pass(double days)
    {
        service.Clock.Advance(TimeSpan.FromDays(days));
        await service.Settle();
    }

    public async Task Handle(IEvent e)
    {
        await service.Host.Publish(e);
        await service.Host.Handled<SubscriptionsDb>(e.EventId, e is NoticeDelivered or NoticeBounced ? 2 : 1);
    }

    public async Task<bool> IsRestricted() => (await service.Read(order)).RestrictedTime is not null;

    /// <summary>What was said to be withheld, oldest first: "restrict NO_NOTICE".</summary>
    public async Task<IReadOnlyList<string>> Withheld() =>
        [.. (await service.Host.Raised<SubscriptionsDb, DunningActionWithheld>()).Where(e => e.AggregateId == Id).Select(e => $"{e.Step} {e.Reason}")];

    /// <summary>Of the order: names of the events about its access and its end, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Said()
    {
        var id = Guid.Parse(order.Id);
        IEnumerable<SubscriptionEvent> all =
        [
            .. await service.Host.Raised<SubscriptionsDb, SubscriptionRestricted>(),
            .. await service.Host.Raised<SubscriptionsDb, AccessRestored>(),
            .. await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>(),
        ];
        return [.. all.Where(e => e.AggregateId == id).OrderBy(e => e.Sequence).Select(e => e.GetType().Name)];
    }
}

internal static class SettledService
{
    /// <summary>Does what is due, also where the service's own loop has it in hand.</summary>
    public static Task Settle(this SubscriptionsUnderTest service) => Eventually.Async(
        async () =>
        {
            await service.Host.PassBackOff<SubscriptionsDb>();
            await service.Host.RunDueWork<SubscriptionsDb>();
            return await service.Host.Read<SubscriptionsDb, bool>(async db =>
            {
                var now = service.Clock.GetUtcNow();
                return !await db.Subscriptions.AnyAsync(s => s.NextInvoiceAt <= now || s.CloseDueAt <= now || s.ResumeDueAt <= now || s.TermDueAt <= now)
                    && !await db.DunningRecords.AnyAsync(r => r.NextCheckAt <= now);
            });
        },
        "what is due to be done");
}
