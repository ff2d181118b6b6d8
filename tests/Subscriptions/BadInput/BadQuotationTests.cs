using Contracts.Common.V1;
using Contracts.Plans.V1;
using Grpc.Core;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.BadInput;

public sealed class BadQuotationTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private const string Unknown = "01936c3e-0000-7000-8000-000000000000";

    private static readonly Dictionary<string, (Action<Wire.Subscription> Spoil, string Violation)> Cases = new()
    {
        ["no plan"] = (s => s.PlanId = "", "subscription.plan_id:REQUIRED"),
        ["plan id that is none"] = (s => s.PlanId = "pro", "subscription.plan_id:NOT_AN_ID"),
        ["unknown plan"] = (s => s.PlanId = Unknown, "subscription.plan_id:UNKNOWN"),
        ["unknown product"] = (s => Line(s).ProductId = Unknown, "subscription.lines[0].product_id:UNKNOWN"),
        ["product id that is none"] = (s => Line(s).ProductId = "seat", "subscription.lines[0].product_id:UNKNOWN"),
        ["no quantity"] = (s => Line(s).Quantity = 0, "subscription.lines[0].quantity:OUT_OF_RANGE"),
        ["negative quantity"] = (s => Line(s).Quantity = -1, "subscription.lines[0].quantity:OUT_OF_RANGE"),
        ["quantity of 10001"] = (s => Line(s).Quantity = 10_001, "subscription.lines[0].quantity:OUT_OF_RANGE"),
        ["negative price"] = (s => Line(s).UnitPrice = Money.From(-1, "EUR"), "subscription.lines[0].unit_price:NEGATIVE"),
        ["price too fine"] = (s => Line(s).UnitPrice = Money.From(1.001m, "EUR"), "subscription.lines[0].unit_price:TOO_FINE"),
        ["price in another currency"] = (s => Line(s).UnitPrice = Money.From(1, "USD"), "subscription.lines[0].unit_price.currency_code:WRONG_CURRENCY"),
        ["price in no currency"] = (s => Line(s).UnitPrice = Money.From(1, "XYZ"), "subscription.lines[0].unit_price.currency_code:UNKNOWN_CURRENCY"),
        ["two lines of the plan"] = (s => s.Lines.Add([new Wire.SubscriptionLine { Quantity = 1 }, new Wire.SubscriptionLine { Quantity = 1 }]), "subscription.lines:TWO_PLAN_LINES"),
        ["51 lines"] = (s => s.Lines.Add(Enumerable.Repeat(new Wire.SubscriptionLine { ProductId = Unknown, Quantity = 1 }, 51)), "subscription.lines:TOO_MANY"),
        ["a day that does not exist"] = (s => s.StartDate = new Date { Year = 2026, Month = 2, Day = 30 }, "subscription.start_date:NOT_A_DATE"),
        ["a start long ago"] = (s => s.StartDate = new Date { Year = 2024, Month = 12, Day = 31 }, "subscription.start_date:DATE_OUT_OF_RANGE"),
        ["a negative trial"] = (s => s.Terms = new BillingTerms { TrialDays = -1 }, "subscription.terms.trial_days:OUT_OF_RANGE"),
        ["a trial of 366 days"] = (s => s.Terms = new BillingTerms { TrialDays = 366 }, "subscription.terms.trial_days:OUT_OF_RANGE"),
        ["a negative term"] = (s => s.Terms = new BillingTerms { TermPeriods = -1 }, "subscription.terms.term_periods:OUT_OF_RANGE"),
        ["a term of 367 periods"] = (s => s.Terms = new BillingTerms { TermPeriods = 367 }, "subscription.terms.term_periods:OUT_OF_RANGE"),
        ["a notice of 366 days"] = (s => s.Terms = new BillingTerms { TermPeriods = 1, RenewNoticeDays = 366 }, "subscription.terms.renew_notice_days:OUT_OF_RANGE"),
        ["a renewal without a term"] = (s => s.Terms = new BillingTerms { RenewsByItself = true }, "subscription.terms.renews_by_itself:NO_TERM"),
        ["the 32nd"] = (s => s.Terms = new BillingTerms { BillingDay = 32 }, "subscription.terms.billing_day:OUT_OF_RANGE"),
        ["a negative billing day"] = (s => s.Terms = new BillingTerms { BillingDay = -1 }, "subscription.terms.billing_day:OUT_OF_RANGE"),
        ["a total of 1,000,000,000,000"] = (s => (Line(s).Quantity, s.Lines[0].UnitPrice) = (10_000, Money.From(100_000_000, "EUR")), "subscription.lines:TOTAL_TOO_LARGE"),
        ["a start far ahead"] = (s => s.StartDate = new Date { Year = 2031, Month = 1, Day = 16 }, "subscription.start_date:DATE_OUT_OF_RANGE"),
    };

    public static TheoryData<string> Bad => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_quotation_is_refused_and_nothing_changes(string what)
    {
        var (spoil, violation) = Cases[what];
        var known = await service.Quotation();
        var created = new Wire.Subscription { CustomerId = known.CustomerId, PlanId = known.PlanId };
        var updated = new Wire.Subscription { Id = known.Id, PlanId = known.PlanId };
        spoil(created);
        spoil(updated);
        var before = await service.Footprint();

        foreach (var refused in (Refused[])[
            await Refused.By(service.Orders.CreateSubscriptionAsync(new Wire.CreateSubscriptionRequest { Subscription = created })),
            await Refused.By(service.Orders.UpdateSubscriptionAsync(new Wire.UpdateSubscriptionRequest { Subscription = updated }))])
        {
            refused.Status.ShouldBe(StatusCode.InvalidArgument);
            refused.Violations.ShouldBe([violation]);
        }

        (await service.Read(known)).ShouldBe(known);
        (await service.Footprint()).ShouldBe(before);
    }

    [Theory]
    [InlineData("", "subscription.customer_id:REQUIRED")]
    [InlineData("ada", "subscription.customer_id:NOT_AN_ID")]
    [InlineData(Unknown, "subscription.customer_id:UNKNOWN")]
    public async Task A_quotation_needs_a_customer(string customerId, string violation)
    {
        var plan = await service.Plan();

        var refused = await Refused.By(service.Orders.CreateSubscriptionAsync(
            new Wire.CreateSubscriptionRequest { Subscription = new Wire.Subscription { CustomerId = customerId, PlanId = plan.Id } }));

        refused.Violations.ShouldBe([violation]);
    }

    [Fact]
    public async Task Plan_and_products_must_be_priced_in_the_customers_currency()
    {
        var customer = await service.Customer("VND");
        var euros = await service.Plan();
        var dongs = await service.Plan(100_000, currency: "VND");
        var product = await service.Product();
        var before = await service.Footprint();

        (await Refused.By(Create(new Wire.Subscription { CustomerId = customer.Id, PlanId = euros.Id }))).Violations.ShouldBe(["subscription.plan_id:WRONG_CURRENCY"]);
        (await Refused.By(Create(new Wire.Subscription
        {
            CustomerId = customer.Id,
            PlanId = dongs.Id,
            Lines = { new Wire.SubscriptionLine { ProductId = product.Id, Quantity = 1 } },
        }))).Violations.ShouldBe(["subscription.lines[0].product_id:WRONG_CURRENCY"]);

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Archived_plans_and_products_are_not_sold()
    {
        var customer = await service.Customer();
        var plan = await service.Plan();
        var archivedPlan = await service.Plan();
        var archivedProduct = await service.Product();
        await service.Plans.ArchivePlanAsync(new ArchivePlanRequest { Id = archivedPlan.Id });
        await service.Products.ArchiveProductAsync(new ArchiveProductRequest { Id = archivedProduct.Id });

        (await Refused.By(Create(new Wire.Subscription { CustomerId = customer.Id, PlanId = archivedPlan.Id }))).Violations.ShouldBe(["subscription.plan_id:ARCHIVED"]);
        (await Refused.By(Create(new Wire.Subscription
        {
            CustomerId = customer.Id,
            PlanId = plan.Id,
            Lines = { new Wire.SubscriptionLine { ProductId = archivedProduct.Id, Quantity = 1 } },
        }))).Violations.ShouldBe(["subscription.lines[0].product_id:ARCHIVED"]);
    }

    [Fact]
    public async Task The_limits_themselves_are_accepted()
    {
        var customer = await service.Customer();
        var plan = await service.Plan();

        var order = await Create(new Wire.Subscription
        {
            CustomerId = customer.Id,
            PlanId = plan.Id,
            StartDate = new Date { Year = 2031, Month = 1, Day = 15 },
            Lines = { new Wire.SubscriptionLine { Quantity = 10_000, UnitPrice = Money.From(99_999_999.99m, "EUR") } },
        });

        order.RecurringTotal.ToDecimal().ShouldBe(999_999_999_900m);
        (await service.Read(order)).ShouldBe(order);
    }

    /// <summary>One-offs are billed with the first period, so they count, too.</summary>
    [Fact]
    public async Task Lines_together_must_stay_below_the_limit_that_each_of_them_has()
    {
        var (customer, plan) = (await service.Customer(), await service.Plan());
        var oneOff = await service.Product(kind: ProductKind.OneOff);
        var before = await service.Footprint();

        var refused = await Refused.By(Create(new Wire.Subscription
        {
            CustomerId = customer.Id,
            PlanId = plan.Id,
            Lines = { new Wire.SubscriptionLine { Quantity = 1, UnitPrice = Money.From(1, "EUR") }, new Wire.SubscriptionLine { ProductId = oneOff.Id, Quantity = 1, UnitPrice = Money.From(999_999_999_999m, "EUR") } },
        }));

        (refused.Status, refused.Violations.Single()).ShouldBe((StatusCode.InvalidArgument, "subscription.lines:TOTAL_TOO_LARGE"));
        (await service.Footprint()).ShouldBe(before);
    }

    /// <summary>An order of the largest totals, 34 of them, brought to a month: the report adds them up.</summary>
    [Fact]
    public async Task Reports_of_the_largest_orders_answer()
    {
        await using var own = await SubscriptionsUnderTest.Start();
        var (customer, plan) = (await own.Customer("VND"), await own.Plan(999_999_999_999m, currency: "VND", unit: IntervalUnit.Day));
        for (var i = 0; i < 34; i++)
        {
            await own.Orders.CloseSubscriptionAsync(new() { Id = (await own.Confirmed(customer, plan)).Id, ReasonText = "Moved" });
        }

        var month = (await own.Reports.GetMrrReportAsync(new())).Months[^1];

        (month.New.ToDecimal(), month.Churn.ToDecimal()).ShouldBe((34 * 30_416_666_666_636m, -34 * 30_416_666_666_636m));
        (await own.Reports.GetChurnReportAsync(new())).MrrLost.ShouldBe(month.New);
    }

    private static Wire.SubscriptionLine Line(Wire.Subscription order)
    {
        order.Lines.Add(new Wire.SubscriptionLine { Quantity = 1 });
        return order.Lines[0];
    }

    private AsyncUnaryCall<Wire.Subscription> Create(Wire.Subscription order) =>
        service.Orders.CreateSubscriptionAsync(new Wire.CreateSubscriptionRequest { Subscription = order });
}
