using System.Text.Json;
using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Plans;
using ServiceDefaults.Data;
using ServiceDefaults.Reconciliation;
using Subscriptions.Catalogue;
using Subscriptions.Reconciliation;
using Subscriptions.Tests.Support;
using ClosingPolicy = Contracts.Plans.V1.ClosingPolicy;
using ClosingSettlement = Contracts.Common.V1.ClosingSettlement;
using SelfService = Contracts.Plans.V1.SelfService;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Catalogue;

public sealed class CatalogueOnSqlite() : CatalogueTests(DatabaseProvider.Sqlite);

public sealed class CatalogueOnPostgres() : CatalogueTests(DatabaseProvider.Postgres);

/// <summary>Plans and products are known by copies that follow events; Plans is asked about what is not known yet.</summary>
public abstract class CatalogueTests(DatabaseProvider database) : IAsyncLifetime
{
    private readonly PlansQueries _queries = new();
    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.StartWith(new ServiceSettings { Database = database, Services = _queries.StandBetween });

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task While_Plans_is_away_customers_close_and_pause_and_quotations_are_made_and_confirmed()
    {
        var plan = await _service.Plan();
        await Set(plan, "self_service", p => p.SelfService = new SelfService { Closable = true, Pausable = true, PlanChangeable = true });
        var other = await _service.Plan();
        await Set(other, "self_service", p => p.SelfService = new SelfService { PlanChangeable = true });
        var (closing, pausing, changing) = (await _service.Confirmed(plan: plan), await _service.Confirmed(plan: plan), await _service.Confirmed(plan: plan));
        var (product, reason) = (await _service.Product(), await _service.Reason());
        _queries.IsAway = true;

        var quotation = await _service.Quotation(plan: plan);
        (await Quote(plan, product.Id)).Lines.Select(l => (l.UnitPrice.ToDecimal(), l.Recurring)).ShouldBe([(40, true), (5, true)]);
        (await _service.Orders.ConfirmSubscriptionAsync(new() { Id = quotation.Id })).Stage.ShouldBe(Wire.Stage.InProgress);
        (await _service.Portal(closing.CustomerId).CloseSubscriptionAsync(new() { Id = closing.Id, ReasonId = reason.Id })).Stage.ShouldBe(Wire.Stage.Churned);
        (await _service.Portal(pausing.CustomerId).PauseSubscriptionAsync(new() { Id = pausing.Id })).Stage.ShouldBe(Wire.Stage.Paused);
        var choice = (await _service.Portal(changing.CustomerId).GetPlanChoicesAsync(new() { Id = changing.Id })).Plans.ShouldHaveSingleItem();
        (choice.Id, choice.Price, choice.BillingPeriod).ShouldBe((other.Id, other.Price, other.BillingPeriod));
        await _service.Portal(changing.CustomerId).ChangeSubscriptionAsync(new() { Id = changing.Id, PlanId = other.Id });
        await _service.Coupon(plans: plan.Id);
    }

    [Fact]
    public async Task A1_03_A_switch_and_a_closing_policy_hold_as_soon_as_their_event_is_handled()
    {
        var order = await _service.Confirmed(plan: await _service.Plan());
        var reason = await _service.Reason();
        (await MayClose(order)).ShouldBe("");

        var plan = PlanOf(order) with { Revision = 2, SelfService = new EventSelfService(false, false, false, false, false, false) };
        await Handle(plan);
        (await MayClose(order)).ShouldBe("PLAN_NOT_CLOSABLE");
        (await Refused.By(_service.Portal(order.CustomerId).CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id }))).Reason.ShouldBe("PLAN_NOT_CLOSABLE");

        await Handle(PlanOf(order) with { Revision = 3, Closing = new EventClosingPolicy("full", "refund") });
        await _service.Portal(order.CustomerId).CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id });
        var closed = (await _service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem();
        (closed.Credit, closed.Settlement).ShouldBe(("full", "refund"));
    }

    [Fact]
    public async Task An_older_event_and_a_repeated_one_change_nothing()
    {
        var plan = SomeEvents.PlanChanged("New") with { Revision = 3, Price = new EventMoney("EUR", 30) };
        var product = SomeEvents.ProductChanged() with { Revision = 3, Price = new EventMoney("EUR", 7) };
        await Handle(plan);
        await Handle(product);
        var before = await Copies();

        // What was published again has another id: the inbox does not know it.
        await Handle(plan with { EventId = Guid.CreateVersion7() });
        await Handle(plan with { EventId = Guid.CreateVersion7(), Revision = 2, OccurredAt = plan.OccurredAt.AddDays(1), Price = new EventMoney("EUR", 20) });
        await Handle(product with { EventId = Guid.CreateVersion7() });
        await Handle(product with { EventId = Guid.CreateVersion7(), Revision = 2, OccurredAt = product.OccurredAt.AddDays(1), Price = new EventMoney("EUR", 6) });

        (await Copies()).ShouldBe(before);
        (await Quote(plan.AggregateId, product.AggregateId)).Lines.Select(l => l.UnitPrice.ToDecimal()).ShouldBe([30, 7]);
    }

    [Fact]
    public async Task A_copy_has_all_that_quotations_take_of_a_plan_and_a_product()
    {
        await Handle(SomeEvents.PlanChanged() with
        {
            AggregateId = new Guid("00000000-0000-7000-8000-0000000000aa"),
            Name = new Dictionary<string, string> { ["en"] = "Gold", ["it"] = "Oro" },
            BillingPeriod = new EventInterval("year", 2, "persian"),
            TaxCode = "standard",
            Terms = new EventOfferedTerms(14, 3, true, 7, 15),
        });
        var product = SomeEvents.ProductChanged() with { Recurring = false, TaxCode = "reduced" };
        await Handle(product);

        var quotation = await Quote(new Guid("00000000-0000-7000-8000-0000000000aa"), product.AggregateId);

        quotation.PlanName.Values.ShouldBe(new Dictionary<string, string> { ["en"] = "Gold", ["it"] = "Oro" }, ignoreOrder: true);
        quotation.BillingPeriod.ShouldBe(new BillingInterval { Unit = IntervalUnit.Year, Count = 2, Calendar = BillingCalendar.Persian });
        quotation.Terms.ShouldBe(new BillingTerms { TrialDays = 14, TermPeriods = 3, RenewsByItself = true, RenewNoticeDays = 7, BillingDay = 15 });
        quotation.Lines.Select(l => (l.TaxCode, l.Recurring)).ShouldBe([("standard", true), ("reduced", false)]);
    }

    [Fact]
    public async Task What_is_not_known_yet_is_asked_of_Plans_and_answered_as_its_copy_would_be()
    {
        var plan = await Set(await _service.Plan(terms: new BillingTerms { TrialDays = 7, BillingDay = 15 }), "closing", p => p.Closing = new ClosingPolicy
        {
            Credit = PlanClosingCredit.Prorated, Settlement = ClosingSettlement.Refund,
        });
        var product = await _service.Product(kind: ProductKind.OneOff);
        var known = await Quote(plan, product.Id);
        _queries.Asked.ShouldBe(0);
        await Forget();

        var asked = await Quote(plan, product.Id);

        _queries.Asked.ShouldBe(2);
        asked.Terms.ShouldBe(known.Terms);
        asked.Lines.Select(l => (l.Description, l.UnitPrice, l.TaxCode, l.Recurring)).ShouldBe(known.Lines.Select(l => (l.Description, l.UnitPrice, l.TaxCode, l.Recurring)));
        var order = await _service.Confirmed(plan: plan);
        await _service.Portal(order.CustomerId).CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = (await _service.Reason()).Id });
        var closed = (await _service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem();
        (closed.Credit, closed.Settlement).ShouldBe(("prorated", "refund"));

        _queries.IsAway = true;
        (await Refused.By(_service.Orders.CreateSubscriptionAsync(new() { Subscription = new() { CustomerId = order.CustomerId, PlanId = plan.Id } }))).Status.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task What_Plans_answers_announces_what_its_event_did()
    {
        var template = await _service.Host.Client<PassTemplateService.PassTemplateServiceClient>(_service.Host.Tokens.Staff("plans")).CreatePassTemplateAsync(new()
        {
            PassTemplate = new()
            {
                Name = SubscriptionsUnderTest.Text("Yoga"),
                Price = Money.From(80, "EUR"),
                Terms = new PassTerms
                {
                    Classes = 8, Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 1 }, Start = PassStart.Sale, LateCancel = MissedClass.Counts, NoShow = MissedClass.Counts,
                },
            },
        });
        var plan = await Set(await _service.Plan(price: 12.34m, unit: IntervalUnit.Year, calendar: BillingCalendar.Persian), "*", p => p.MergeFrom(new Plan
        {
            Name = SubscriptionsUnderTest.Text("Gold"),
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Year, Count = 2, Calendar = BillingCalendar.Persian },
            Price = Money.From(12.34m, "EUR"),
            SelfService = new SelfService { Pausable = true, QuantityChangeable = true, Renewable = true },
            Terms = new BillingTerms { TrialDays = 14, TermPeriods = 3, RenewsByItself = true, RenewNoticeDays = 7, BillingDay = 15 },
            Closing = new ClosingPolicy { Credit = PlanClosingCredit.Prorated, Settlement = ClosingSettlement.Refund },
            TaxCode = "standard",
            CloseAfterUnpaidDays = 30,
            PassGrant = new PlanPassGrant { PassTemplateId = template.Id, End = GrantedPassEnd.Template },
        }));
        var product = await _service.Product(kind: ProductKind.OneOff);

        var reported = (await _service.Host.Raised<PlansDb, PlanChanged>())[^1];
        Json(plan.Announcement() with { EventId = reported.EventId, Actor = reported.Actor }).ShouldBe(Json(reported));
        var toldOfProduct = (await _service.Host.Raised<PlansDb, ProductChanged>()).ShouldHaveSingleItem();
        Json(product.Announcement() with { EventId = toldOfProduct.EventId, Actor = toldOfProduct.Actor }).ShouldBe(Json(toldOfProduct));

        static string Json<T>(T e) => JsonSerializer.Serialize(e);
    }

    [Theory]
    [InlineData("no id")]
    [InlineData("0198a0a5-0000-7000-8000-000000000000")]
    public async Task What_Plans_does_not_know_either_is_refused(string unknown)
    {
        var (customer, plan) = (await _service.Customer(), await _service.Plan());

        (await Refused.By(_service.Orders.CreateSubscriptionAsync(new() { Subscription = new() { CustomerId = customer.Id, PlanId = unknown } }))).Violations.ShouldBe(
            [unknown == "no id" ? "subscription.plan_id:NOT_AN_ID" : "subscription.plan_id:UNKNOWN"]);
        (await Refused.By(_service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new() { CustomerId = customer.Id, PlanId = plan.Id, Lines = { new Wire.SubscriptionLine { ProductId = unknown, Quantity = 1 } } },
        }))).Violations.ShouldBe(["subscription.lines[0].product_id:UNKNOWN"]);
    }

    [Fact]
    public async Task The_daily_check_mends_copies_whose_events_were_lost()
    {
        var (plan, product) = (await _service.Plan(), await _service.Product());
        (await Check()).ShouldBe(0);
        var before = await Copies();
        await Forget();
        await _service.Host.Read<SubscriptionsDb, int>(db => db.GrantingPlans.ExecuteUpdateAsync(set => set.SetProperty(p => p.Revision, 0)));

        (await Check()).ShouldBe(2);

        // The outbox sends what nobody in a transaction announced when its lease is over.
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.Async(async () => await Check() == 0, "the copies to be mended");
        (await Copies()).ShouldBe(before);
        _queries.IsAway = true;
        (await Quote(plan, product.Id)).Lines.Count.ShouldBe(2);
    }

    private async Task<Plan> Set(Plan plan, string path, Action<Plan> change)
    {
        var wanted = new Plan { Id = plan.Id };
        change(wanted);
        return await _service.Plans.UpdatePlanAsync(new() { Plan = wanted, UpdateMask = new() { Paths = { path } } });
    }

    private Task<Wire.Subscription> Quote(Plan plan, string productId) => Quote(Guid.Parse(plan.Id), Guid.Parse(productId));

    /// <summary>One of each.</summary>
    private async Task<Wire.Subscription> Quote(Guid plan, Guid product) => await _service.Orders.CreateSubscriptionAsync(new()
    {
        Subscription = new()
        {
            CustomerId = (await _service.Customer()).Id,
            PlanId = plan.ToString(),
            Lines = { new Wire.SubscriptionLine { Quantity = 1 }, new Wire.SubscriptionLine { ProductId = product.ToString(), Quantity = 1 } },
        },
    });

    private static PlanChanged PlanOf(Wire.Subscription order) => SomeEvents.PlanChanged() with { AggregateId = Guid.Parse(order.PlanId) };

    private async Task<string> MayClose(Wire.Subscription order) =>
        (await _service.Portal(order.CustomerId).ListSubscriptionActionsAsync(new() { Id = order.Id })).Actions.Single(a => a.Action == Wire.Action.Close).ReasonCode;

    /// <summary>By all of this service's handlers.</summary>
    private async Task Handle(IEvent e)
    {
        await _service.Host.Publish(e);
        await _service.Host.Handled<SubscriptionsDb>(e.EventId, handlers: e is PlanChanged ? 2 : 1);
    }

    /// <summary>Revision, price and version of each.</summary>
    private Task<string> Copies() => _service.Host.Read<SubscriptionsDb, string>(async db => string.Join('\n', [
        .. (await db.Plans.AsNoTracking().OrderBy(p => p.Id).ToListAsync()).Select(p => $"{p.Id} {p.Revision} {p.Price} {p.SelfService} {p.Etag}"),
        .. (await db.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync()).Select(p => $"{p.Id} {p.Revision} {p.Price} {p.Etag}"),
        .. (await db.GrantingPlans.AsNoTracking().OrderBy(p => p.Id).ToListAsync()).Select(p => $"{p.Id} {p.Revision}")]));

    /// <summary>As if no event had come yet.</summary>
    private Task<int> Forget() => _service.Host.Read<SubscriptionsDb, int>(async db => await db.Plans.ExecuteDeleteAsync() + await db.Products.ExecuteDeleteAsync());

    private Task<int> Check() => _service.Host.Services.GetRequiredService<DailyReconciliation<CatalogueReconciliation>>().Reconcile(CancellationToken.None);
}
