using Contracts.Events;
using Contracts.Plans.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using BillingWire = Contracts.Billing.V1;
using Mail = Contracts.Notifications.V1.Mail;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>
/// A business whose customers do not pay, walked day by day. All who are in it walk the same days, so that many paths cost one walk; what each of them
/// saw stands in a diary: "3: charge 3 insufficient_funds, mail payment_failed_2".
/// </summary>
internal sealed class DunningWorld : IAsyncDisposable
{
    /// <summary>How far ahead on a day is waited for what a step has left to do: the outcome of a charge.</summary>
    private static readonly TimeSpan RestOfDay = TimeSpan.FromHours(2);

    private readonly Dictionary<string, List<(int Day, string What)>> _access = [];
    private readonly List<Wire.Subscription> _orders = [];

    private DunningWorld(World world, string firstDay)
    {
        World = world;
        FirstDay = Dates.Day(firstDay);
    }

    public World World { get; }

    /// <summary>Day 0 of diaries.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>How many days lie behind.</summary>
    public int Today { get; private set; }

    public static async Task<DunningWorld> At(string firstDay = "2026-01-15", Action<IServiceCollection>? services = null) =>
        new(await World.At($"{firstDay}T10:00:00Z", services: services), firstDay);

    /// <summary>A plan whose default campaign ends this way.</summary>
    public async Task<Plan> Plan(BillingWire.DunningFinalAction final, string name = "Pro")
    {
        var plan = await World.Plan(name);
        if (final != BillingWire.DunningFinalAction.Close)
        {
            await World.Settle();
            var schedule = (await World.Dunning.GetDunningCampaignAsync(new() { Id = "default" })).Schedule;
            schedule.FinalAction = final;
            if (final == BillingWire.DunningFinalAction.Keep)
            {
                // Nothing ends that a notice could tell of.
                schedule.Steps.Remove(schedule.Steps.Single(step => step.Template == "final_notice"));
            }

            await World.Dunning.CreateDunningCampaignAsync(new()
            {
                Campaign = new BillingWire.DunningCampaign { Name = $"{name} {final}", PlanId = plan.Id, Schedule = schedule },
            });
        }

        return plan;
    }

    /// <summary>A new customer with that card, whose order begins today.</summary>
    public async Task<Wire.Subscription> Subscribe(string who, Plan plan, string card, string language = "en", string timeZone = "Europe/Rome")
    {
        var quotation = await World.Quote(who, plan, language, timeZone);
        await AddCard(quotation, card);
        return await Confirm(quotation);
    }

    public async Task<Wire.Subscription> Confirm(Wire.Subscription quotation)
    {
        var order = await World.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id });
        _orders.Add(order);
        _access[order.Id] = [];
        return order;
    }

    public async Task AddCard(Wire.Subscription order, string card) => await World.PortalInvoices(order).AddPaymentMethodAsync(new() { Token = card });

    /// <summary>The newest case of an order.</summary>
    public async Task<BillingWire.DunningCase> Case(Wire.Subscription order) =>
        (await World.Dunning.ListDunningCasesAsync(new() { SubscriptionId = order.Id })).Cases[0];

    /// <summary>Does what is due today, also what a charge delays, and notes what each may use then.</summary>
    public async Task Live()
    {
        await World.Settle();
        var end = World.Now + RestOfDay;
        while (await Next() is { } next && next <= end)
        {
            await World.WakeUpAt($"{next.AddSeconds(1):O}");
        }

        foreach (var order in _orders)
        {
            var access = await World.Access.GetAccessAsync(new() { CustomerId = order.CustomerId, PlanId = order.PlanId });
            var what = $"{access.Level} {access.Reason}";
            var seen = _access[order.Id];
            if (seen.Count == 0 || seen[^1].What != what)
            {
                seen.Add((Today, what));
            }
        }
    }

    /// <summary>Lives through the days up to that one; what was done today comes to its end before.</summary>
    /// <param name="hour">UTC.</param>
    public async Task WalkTo(int day, int hour = 10)
    {
        await World.Settle();
        while (Today < day)
        {
            Today++;
            await World.WakeUpAt($"{FirstDay.AddDays(Today):yyyy-MM-dd}T{hour:00}:00:00Z");
            await Live();
        }
    }

    /// <summary>What became of each order, a line for a day on which anything did.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> Diaries()
    {
        await World.Settle();
        var reported = await Facts();
        return _orders.ToDictionary(order => order.Id, order => Diary([.. reported[order.Id], .. _access[order.Id].Select(a => (a.Day, 9, a.What))]));
    }

    public async Task<IReadOnlyList<string>> DiaryOf(Wire.Subscription order) => (await Diaries())[order.Id];

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private static IReadOnlyList<string> Diary(IEnumerable<(int Day, int Rank, string What)> entries) =>
    [
        .. entries.GroupBy(e => e.Day).OrderBy(day => day.Key)
            .Select(day => $"{day.Key}: {string.Join(", ", day.OrderBy(e => e.Rank).ThenBy(e => e.What, StringComparer.Ordinal).Select(e => e.What))}"),
    ];

    /// <summary>When a case or a charge is taken up next; null when nothing comes by itself.</summary>
    public Task<DateTimeOffset?> Next() => World.ReadBilling(async db =>
    {
        var step = await db.DunningCases.Where(c => c.NextStepAt != null).MinAsync(c => c.NextStepAt);
        var charge = await db.PaymentAttempts.Where(a => a.NextStepAt != null).MinAsync(a => a.NextStepAt);
        return step < charge ? step : charge ?? step;
    });

    private async Task<ILookup<string, (int Day, int Rank, string What)>> Facts()
    {
        var all = new List<(string Order, int Day, int Rank, string What)>();
        await Add<PaymentFailed>(0, e => e.Source, e => $"charge {e.AttemptNumber} {e.Cause}");
        await Add<PaymentSucceeded>(0, e => e.Source, e => $"paid by {e.Method}");
        await Add<PaymentRefunded>(0, e => e.Source, _ => "refunded");
        await Add<PaymentReversed>(0, e => e.Source, e => $"taken back {e.Kind}");
        await Add<PaymentRestored>(0, e => e.Source, _ => "stands again");
        await Add<DunningRecoveryLost>(1, e => e.Source, _ => "recovery lost");
        await Add<DunningStarted>(1, e => e.Source, _ => "case opened");
        await Add<DunningStepDue>(2, e => e.Source, e => e.Step is "mail" or "notice" ? "" : e.Step);
        await Add<DunningCaseChanged>(4, e => e.Source, e => $"case {e.Change}");
        await Add<DunningActionWithheld>(4, e => e.Source, e => $"withheld {e.Step} {e.Reason}");
        await Add<DunningExhausted>(4, e => e.Source, e => $"exhausted {e.FinalAction}");
        await Add<InvoiceMarkedUncollectible>(5, e => e.Source, _ => "given up");
        await Add<DunningResolved>(5, e => e.Source, e => $"resolved {e.Resolution}");
        await Add<SubscriptionRestricted>(6, e => e.Subject, _ => "restricted");
        await Add<AccessRestored>(6, e => e.Subject, _ => "restored");
        await Add<SubscriptionClosed>(7, e => e.Subject, e => $"closed {e.Reason.Code}");
        var sources = (await World.Raised<DunningStarted>()).Concat<ISubjectEvent>(await World.Raised<PaymentFailed>()).Concat(await World.Raised<PaymentSucceeded>())
            .Where(e => e.Source is not null).DistinctBy(e => e.AggregateId).ToDictionary(e => e.AggregateId.ToString(), e => e.Source!.Id.ToString());
        foreach (var mail in await Mails())
        {
            if (Of(mail, sources) is { } order)
            {
                all.Add((order, DayOf(mail.CreateTime.ToDateTimeOffset()), 3, $"mail {mail.Template}"));
            }
        }

        return all.Where(e => e.What.Length > 0).ToLookup(e => e.Order, e => (e.Day, e.Rank, e.What));

        async Task Add<TEvent>(int rank, Func<TEvent, Subject?> order, Func<TEvent, string> what)
            where TEvent : IEvent => all.AddRange((await World.Raised<TEvent>()).Where(e => order(e) is not null)
            .Select(e => (order(e)!.Id.ToString(), DayOf(e.OccurredAt), rank, what(e))));
    }

    /// <summary>Which order a mail is about: itself, or by the case or the invoice that it names; else the only one of its customer.</summary>
    private string? Of(Mail mail, IReadOnlyDictionary<string, string> sources)
    {
        var named = sources.GetValueOrDefault(mail.About?.Id ?? "", mail.About?.Id ?? "");
        return (_orders.Find(o => o.Id == named) ?? _orders.Find(o => $"{o.CustomerName}@example.com" == mail.To))?.Id;
    }

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Mail>> Mails()
    {
        var mails = new List<Mail>();
        var token = "";
        do
        {
            var page = await World.Mails.ListMailsAsync(new() { PageSize = 200, PageToken = token });
            mails.AddRange(page.Mails);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return mails;
    }

    private int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber - FirstDay.DayNumber;
}
