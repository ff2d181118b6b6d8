using Contracts.Common.V1;
using Contracts.Plans.V1;
using BillingWire = Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>Customers who pay at some step, and what else happens in the middle of a case; all in one world, each on days of their own.</summary>
public sealed class PathsWalk : IAsyncLifetime
{
    private readonly Bank _bank = new();
    private readonly Dictionary<string, Wire.Subscription> _orders = [];
    private readonly List<(int Day, Func<Task> Do)> _plans = [];
    private DunningWorld _world = null!;
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _diaries = new Dictionary<string, IReadOnlyList<string>>();

    public async Task InitializeAsync()
    {
        _world = await DunningWorld.At(services: _bank.Join);
        await using var world = _world;
        var close = await world.Plan(BillingWire.DunningFinalAction.Close);
        var keep = await world.Plan(BillingWire.DunningFinalAction.Keep, "Keep");

        await Unpaid("card at once", close, TestCards.Expired, 0, order => world.AddCard(order, TestCards.Good));
        await Unpaid("card before the notice", close, TestCards.WrongDetails, 5, order => world.AddCard(order, TestCards.Good));
        await Unpaid("card when restricted", close, TestCards.Lost, 16, order => world.AddCard(order, TestCards.Good));
        await Unpaid("card after the end", keep, TestCards.Expired, 23, order => world.AddCard(order, TestCards.Good));
        await Unpaid("card after the close", close, TestCards.Expired, 23, order => world.AddCard(order, TestCards.Good));
        await Unpaid("another bad card", close, TestCards.Expired, 5, order => world.AddCard(order, TestCards.InsufficientFunds));
        await Unpaid("card of unknown outcome", close, TestCards.Expired, 13, order => world.AddCard(order, TestCards.KnownAfterAnHour));
        await Unpaid("retry by the customer", close, $"{TestCards.InsufficientFunds}_asked", 4, async order =>
        {
            _bank.Fill($"{TestCards.InsufficientFunds}_asked");
            await world.World.PortalInvoices(order).RetryDunningAsync(new() { CaseId = (await world.Case(order)).Id });
        });
        await Unpaid("retry of the schedule", close, $"{TestCards.LimitExceeded}_later", 12, _ =>
        {
            _bank.Fill($"{TestCards.LimitExceeded}_later");
            return Task.CompletedTask;
        });
        await Unpaid("retry on a chosen day", close, $"{TestCards.InsufficientFunds}_payday", 4, async order =>
        {
            _bank.Fill($"{TestCards.InsufficientFunds}_payday");
            await world.World.PortalInvoices(order).ScheduleDunningRetryAsync(new() { CaseId = (await world.Case(order)).Id, Date = Date.From(world.FirstDay.AddDays(9)) });
        });
        await Unpaid("transfer early", close, TestCards.Declined, 2, Transfer);
        await Unpaid("transfer after the notice", close, TestCards.Declined, 12, Transfer);
        await Unpaid("transfer when restricted", close, TestCards.Declined, 15, Transfer);
        await Unpaid("credit note", close, TestCards.InsufficientFunds, 8, async order => await world.World.Invoices.CreateCreditNoteAsync(new()
        {
            InvoiceId = (await Invoice(order)).Id, Reason = "As agreed", Lines = { new BillingWire.CreditedLine { Position = 1, Amount = Money.From(40, "EUR") } },
        }));
        await Unpaid("void when restricted", close, TestCards.InsufficientFunds, 15, async order => await world.World.Invoices.VoidInvoiceAsync(
            new() { InvoiceId = (await Invoice(order)).Id, Reason = "Billed in error" }));

        await Unpaid("closed by the customer", close, TestCards.Lost, 5, order => world.World.Close(order));
        await Unpaid("closed, and undone", close, TestCards.Lost, 9, async order =>
        {
            await world.World.Close(order);
            await world.Live();
            await world.World.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });
        });
        await Unpaid("close taken back", close, TestCards.Lost, 21, async order => await world.World.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id }));
        await Unpaid("paused over the restriction", close, TestCards.Lost, 12, async order => await world.World.Orders.PauseSubscriptionAsync(
            new() { Id = order.Id, ResumeDate = Date.From(world.FirstDay.AddDays(17)) }));
        await Unpaid("case paused by staff", close, TestCards.Lost, 12, async order => await world.World.Dunning.PauseDunningCaseAsync(
            new() { Id = (await world.Case(order)).Id, Reason = "Ill" }));
        On("case paused by staff", 15, async order => await world.World.Dunning.ResumeDunningCaseAsync(new() { Id = (await world.Case(order)).Id }));
        // A customer of two: what is paid ahead for a year, by a card that then is replaced by one that fails.
        var year = await world.World.Plan("Year", 400, unit: IntervalUnit.Year);
        _orders["paid ahead"] = await world.Subscribe("two", year, TestCards.Good);
        await world.World.Settle();
        await world.AddCard(_orders["paid ahead"], TestCards.InsufficientFunds);
        _orders["unpaid beside it"] = await world.Confirm(await world.World.Orders.CreateSubscriptionAsync(
            new() { Subscription = new Wire.Subscription { CustomerId = _orders["paid ahead"].CustomerId, PlanId = close.Id } }));

        // Part of what was paid goes back while the other order is unpaid.
        On("paid ahead", 12, async order =>
        {
            var paid = await Invoice(order);
            await world.World.Invoices.CreateCreditNoteAsync(new()
            {
                InvoiceId = paid.Id, Reason = "As agreed", Lines = { new BillingWire.CreditedLine { Position = 1, Amount = Money.From(100, "EUR") } },
            });
            await world.World.Settle();
            await world.World.Invoices.RefundPaymentAsync(new() { InvoiceId = paid.Id, PaymentId = paid.Payments[0].Id, Amount = Money.From(100, "EUR"), Reason = "As agreed" });
        });

        // A campaign is changed while cases run.
        _plans.Add((8, async () =>
        {
            var campaign = await world.World.Dunning.GetDunningCampaignAsync(new() { Id = "default" });
            campaign.Schedule = new BillingWire.DunningSchedule
            {
                Steps = { new BillingWire.DunningStep { Kind = BillingWire.DunningStepKind.Mail, Template = "payment_failed_1" } },
                FinalDay = 5, FinalAction = BillingWire.DunningFinalAction.Keep,
            };
            await world.World.Dunning.UpdateDunningCampaignAsync(new() { Campaign = campaign });
        }));
        _plans.Add((9, async () => _orders["after the change"] = await world.Subscribe("after-the-change", close, TestCards.Lost)));

        await world.Live();
        for (var day = 0; day <= 26; day++)
        {
            await world.WalkTo(day);
            foreach (var (_, act) in _plans.Where(p => p.Day == day))
            {
                await act();
            }

            await world.Live();
        }

        _diaries = await world.Diaries();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public IReadOnlyList<string> DiaryOf(string who) => _diaries[_orders[who].Id];

    private async Task Unpaid(string who, Plan plan, string card, int day, Func<Wire.Subscription, Task> then)
    {
        _orders[who] = await _world.Subscribe(who.Replace(",", "").Replace(' ', '-'), plan, card);
        On(who, day, then);
    }

    private void On(string who, int day, Func<Wire.Subscription, Task> then) => _plans.Add((day, () => then(_orders[who])));

    private async Task<BillingWire.Invoice> Invoice(Wire.Subscription order) => (await _world.World.Billed(order))[0];

    private async Task Transfer(Wire.Subscription order) => await _world.World.Invoices.RegisterPaymentAsync(new()
    {
        InvoiceId = (await Invoice(order)).Id, Amount = Money.From(40, "EUR"), Method = BillingWire.PaymentMethod.BankTransfer,
    });
}
