using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Billing.V1.PaymentReversalKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>Customers whose payments are taken back by the bank, or stand again; and one whose restriction a second case takes over. All in one world.</summary>
public sealed class DisputesWalk : IAsyncLifetime
{
    private readonly Dictionary<string, Wire.Subscription> _orders = [];
    private readonly List<(int Day, Func<Task> Do)> _plans = [];
    private IReadOnlyList<DunningStepDue> _announced = [];
    private DunningWorld _world = null!;
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _diaries = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What self-checks found at the end, of every service.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>By cause: opened, recovered, lost.</summary>
    public IReadOnlyList<(string Cause, int Cases, int Recovered, int Lost)> Report { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _world = await DunningWorld.At();
        await using var world = _world;
        var close = await world.Plan(BillingWire.DunningFinalAction.Close);
        var keep = await world.Plan(BillingWire.DunningFinalAction.Keep, "Keep");

        await Paid("to the end", close, TestCards.Good, 1, order => Reverse(order, Kind.Chargeback));
        await Paid("won when restricted", close, TestCards.Good, 1, order => Reverse(order, Kind.Chargeback));
        On("won when restricted", 16, Restore);
        await Paid("a part", close, TestCards.Good, 1, order => Reverse(order, Kind.Chargeback, 15));
        On("a part", 5, order => world.AddCard(order, TestCards.GoodMastercard));
        await Paid("after a case", close, TestCards.Expired, 2, Transfer);
        On("after a case", 5, order => Reverse(order, Kind.Returned));
        On("after a case", 28, Restore);
        await Paid("closed", close, TestCards.Good, 1, order => world.World.Close(order));
        On("closed", 6, order => Reverse(order, Kind.Chargeback));
        await Paid("in the middle", close, TestCards.Good, 0, order => world.AddCard(order, TestCards.InsufficientFunds));
        On("in the middle", 2, BillMore);
        On("in the middle", 4, order => Reverse(order, Kind.Chargeback));
        On("in the middle", 7, Restore);
        await Paid("by mistake", close, TestCards.Lost, 2, Transfer);
        On("by mistake", 3, order => Reverse(order, Kind.RegisteredByMistake));
        await Paid("taken over", keep, TestCards.Lost, 32, Transfer);
        On("taken over", 34, Transfer);

        await world.Live();
        for (var day = 0; day <= 34; day++)
        {
            await world.WalkTo(day);
            foreach (var (_, act) in _plans.Where(p => p.Day == day))
            {
                await act();
                await world.World.Settle();
            }

            await world.Live();
        }

        _diaries = await world.Diaries();
        Findings =
        [
            .. (await world.World.SelfCheck.GetSelfCheckAsync(new())).Findings.Select(f => f.Detail),
            .. (await world.World.BillingReconciliation.GetSelfCheckAsync(new())).Findings.Select(f => $"{f.Rule} {f.ItemNumber} {f.Detail}"),
        ];
        _announced = [.. (await world.World.Raised<DunningStepDue>()).Where(e => e.Template == "payment_failed_1")];
        var report = await world.World.Reports.GetDunningReportAsync(new());
        Report = [.. report.Rows.Where(r => r.Month.Month == 1).Select(r => (r.Cause, r.Cases, r.RecoveredCases, r.LostCases))];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What the newest first mail about the order was told of its access.</summary>
    public string AnnouncedAccessOf(string who) => _announced.Last(e => e.Source!.Id.ToString() == _orders[who].Id).Access;

    public IReadOnlyList<string> DiaryOf(string who) => _diaries[_orders[who].Id];

    private async Task Paid(string who, Plan plan, string card, int day, Func<Wire.Subscription, Task> then)
    {
        _orders[who] = await _world.Subscribe(who.Replace(' ', '-'), plan, card);
        On(who, day, then);
    }

    private void On(string who, int day, Func<Wire.Subscription, Task> then) => _plans.Add((day, () => then(_orders[who])));

    /// <summary>Those of the order, the oldest first.</summary>
    private async Task<List<BillingWire.Invoice>> Invoices(Wire.Subscription order) =>
        [.. (await _world.World.Invoices.ListInvoicesAsync(new() { SubscriptionId = order.Id })).Invoices.OrderBy(i => i.CreateTime.ToDateTimeOffset())];

    private async Task Reverse(Wire.Subscription order, Kind kind, decimal? amount = null)
    {
        var paid = (await Invoices(order))[0];
        await _world.World.Invoices.ReversePaymentAsync(new()
        {
            InvoiceId = paid.Id, PaymentId = paid.Payments[0].Id, Kind = kind, Reason = "The bank says so", Amount = amount is { } some ? Money.From(some, "EUR") : null,
        });
    }

    private async Task Restore(Wire.Subscription order)
    {
        var due = (await Invoices(order))[0];
        await _world.World.Invoices.RestorePaymentAsync(new() { InvoiceId = due.Id, ReversalId = due.Reversals[0].Id, Reason = "Won" });
    }

    /// <summary>Pays the oldest that is due.</summary>
    private async Task Transfer(Wire.Subscription order) => await _world.World.Invoices.RegisterPaymentAsync(new()
    {
        InvoiceId = (await Invoices(order)).First(i => i.State == BillingWire.InvoiceState.Open).Id, Method = BillingWire.PaymentMethod.BankTransfer,
    });

    private async Task BillMore(Wire.Subscription order)
    {
        var draft = await _world.World.Invoices.CreateDraftInvoiceAsync(new()
        {
            CustomerId = order.CustomerId, SubscriptionId = order.Id,
            Lines = { new BillingWire.DraftLine { Description = "Training", Quantity = 1, UnitPrice = Money.From(60, "EUR") } },
        });
        await _world.World.Invoices.FinaliseInvoiceAsync(new() { InvoiceId = draft.Id });
    }
}
