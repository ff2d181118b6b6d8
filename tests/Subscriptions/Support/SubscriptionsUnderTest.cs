using Contracts.Common.V1;
using Contracts.Plans.V1;
using Microsoft.EntityFrameworkCore;
using Plans;
using ServiceDefaults.Data;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Support;

/// <summary>The Subscriptions service and the Plans service that it asks, with words for what tests do again and again.</summary>
public sealed class SubscriptionsUnderTest : IAsyncLifetime, IAsyncDisposable
{
    private HostUnderTest? _host;
    private int _count;

    public HostUnderTest Host => _host ?? throw new InvalidOperationException("It has not been started.");

    public TestClock Clock => Host.Clock;

    public PlanService.PlanServiceClient Plans => Host.FollowedClient<PlansDb, PlanService.PlanServiceClient>(Host.Tokens.Staff("plans"));

    public ProductService.ProductServiceClient Products => Host.FollowedClient<PlansDb, ProductService.ProductServiceClient>(Host.Tokens.Staff("plans"));

    public Wire.CustomerService.CustomerServiceClient Customers => Host.Client<Wire.CustomerService.CustomerServiceClient>(Staff);

    public Wire.CloseReasonService.CloseReasonServiceClient Reasons => Host.Client<Wire.CloseReasonService.CloseReasonServiceClient>(Staff);

    public Wire.CouponService.CouponServiceClient Coupons => Host.Client<Wire.CouponService.CouponServiceClient>(Staff);

    public Wire.ConfigurationService.ConfigurationServiceClient Configuration => Host.Client<Wire.ConfigurationService.ConfigurationServiceClient>(Staff);

    public Wire.SubscriptionService.SubscriptionServiceClient Orders => Host.Client<Wire.SubscriptionService.SubscriptionServiceClient>(Staff);

    public Wire.ReportService.ReportServiceClient Reports => Host.Client<Wire.ReportService.ReportServiceClient>(Staff);

    public Wire.AccessService.AccessServiceClient Access => Host.Client<Wire.AccessService.AccessServiceClient>(Staff);

    public Wire.SelfCheckService.SelfCheckServiceClient SelfCheck => Host.Client<Wire.SelfCheckService.SelfCheckServiceClient>(Staff);

    private string Staff => Host.Tokens.Staff("subscriptions");

    public static Task<SubscriptionsUnderTest> Start(DatabaseProvider database = DatabaseProvider.Sqlite, string now = "2026-01-15T10:00:00Z") =>
        StartWith(new ServiceSettings { Database = database, Clock = TestClock.At(now) });

    public static async Task<SubscriptionsUnderTest> StartWith(ServiceSettings settings)
    {
        var subscriptions = new SubscriptionsUnderTest();
        await subscriptions.Start(settings);
        return subscriptions;
    }

    public Task InitializeAsync() => Start(new ServiceSettings());

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Wire.PortalService.PortalServiceClient Portal(Wire.Customer customer) => Portal(customer.Id);

    public Wire.PortalService.PortalServiceClient Portal(string customerId) =>
        Host.Client<Wire.PortalService.PortalServiceClient>(Host.Tokens.Customer("subscriptions", Guid.Parse(customerId)));

    public async Task<Plan> Plan(
        decimal price = 40, bool closable = true, string currency = "EUR", IntervalUnit unit = IntervalUnit.Month, BillingTerms? terms = null,
        BillingCalendar calendar = BillingCalendar.Unspecified) =>
        await Plans.CreatePlanAsync(new CreatePlanRequest
        {
            Plan = new Plan
            {
                Name = Text("Pro"),
                BillingPeriod = new BillingInterval { Unit = unit, Count = 1, Calendar = calendar },
                Price = Money.From(price, currency),
                SelfService = new SelfService { Closable = closable },
                Terms = terms,
            },
        });

    public async Task<Product> Product(decimal price = 5, string currency = "EUR", ProductKind kind = ProductKind.Recurring) =>
        await Products.CreateProductAsync(new CreateProductRequest { Product = new Product { Name = Text("Seat"), Kind = kind, Price = Money.From(price, currency) } });

    public async Task<Wire.Customer> Customer(string currency = "EUR", string timeZone = "Europe/Rome", string language = "en") =>
        await Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = SomeCustomer(currency, timeZone, language) });

    /// <summary>With a mail address that no other has.</summary>
    public Wire.Customer SomeCustomer(string currency = "EUR", string timeZone = "Europe/Rome", string language = "en")
    {
        var n = Interlocked.Increment(ref _count);
        return new Wire.Customer { Name = $"Ada {n}", Email = $"ada{n}@example.com", Language = language, TimeZone = timeZone, CurrencyCode = currency };
    }

    public async Task<Wire.CloseReason> Reason(bool commentRequired = false, bool retired = false)
    {
        var n = Interlocked.Increment(ref _count);
        var reason = await Reasons.CreateCloseReasonAsync(new Wire.CreateCloseReasonRequest
        {
            CloseReason = new Wire.CloseReason { Code = $"reason_{n}", Label = Text($"Reason {n}"), CommentRequired = commentRequired },
        });
        return retired ? await Reasons.RetireCloseReasonAsync(new Wire.RetireCloseReasonRequest { Id = reason.Id }) : reason;
    }

    /// <param name="amount">Off, in euros; null: the percentage.</param>
    /// <param name="periods">In a row; 0: as long as the order runs.</param>
    public async Task<Wire.Coupon> Coupon(
        string? code = null, int basisPoints = 1000, decimal? amount = null, int periods = 0, int most = 0, Date? until = null, params string[] plans) =>
        await Coupons.CreateCouponAsync(new Wire.CreateCouponRequest { Coupon = SomeCoupon(code, basisPoints, amount, periods, most, until, plans) });

    /// <summary>With a code that no other has, unless one is given.</summary>
    public Wire.Coupon SomeCoupon(
        string? code = null, int basisPoints = 1000, decimal? amount = null, int periods = 0, int most = 0, Date? until = null, params string[] plans) => new()
        {
            Code = code ?? $"COUPON-{Interlocked.Increment(ref _count)}",
            Name = Text("Spring sale"),
            PercentBasisPoints = amount is null ? basisPoints : 0,
            AmountOff = amount is { } off ? Money.From(off, "EUR") : null,
            Duration = periods switch { 0 => Wire.CouponDuration.Forever, 1 => Wire.CouponDuration.Once, _ => Wire.CouponDuration.Periods },
            Periods = periods > 1 ? periods : 0,
            MaxRedemptions = most,
            RedeemUntil = until,
            PlanIds = { plans },
        };

    public async Task<Wire.Subscription> Quotation(Wire.Customer? customer = null, Plan? plan = null, Date? start = null, BillingTerms? terms = null) =>
        await Orders.CreateSubscriptionAsync(new Wire.CreateSubscriptionRequest
        {
            Subscription = new Wire.Subscription { CustomerId = (customer ?? await Customer()).Id, PlanId = (plan ?? await Plan()).Id, StartDate = start, Terms = terms },
        });

    public async Task<Wire.Subscription> Confirmed(Wire.Customer? customer = null, Plan? plan = null, Date? start = null, BillingTerms? terms = null) =>
        await Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = (await Quotation(customer, plan, start, terms)).Id });

    public async Task<Wire.Subscription> Closed(Wire.Customer? customer = null) =>
        await Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = (await Confirmed(customer)).Id, ReasonText = "Moved" });

    public async Task<Wire.Subscription> Read(Wire.Subscription order) => await Orders.GetSubscriptionAsync(new Wire.GetSubscriptionRequest { Id = order.Id });

    /// <summary>How much has ever been written: a refused call must not change it.</summary>
    public Task<(int Events, int Versions, int Movements)> Footprint() => Host.Read<SubscriptionsDb, (int, int, int)>(async db => (
        await db.Outbox.CountAsync(),
        await db.Subscriptions.SumAsync(s => s.Version) + await db.Customers.SumAsync(c => c.Version) + await db.CloseReasons.SumAsync(r => r.Version) + await db.Coupons.SumAsync(c => c.Version + c.Redeemed) + await db.Settings.SumAsync(s => s.Version),
        await db.MrrMovements.CountAsync()));

    public static LocalizedText Text(string english) => new() { Values = { ["en"] = english } };

    private async Task Start(ServiceSettings settings)
    {
        // Billing is away: nobody listens there.
        settings.Configuration.TryAdd("Services:billing:Address", "http://127.0.0.1:9");
        _host = await HostUnderTest.Start(
            settings,
            new HostedService(builder => builder.AddPlans(), endpoints => endpoints.MapPlans()),
            new HostedService(builder => builder.AddSubscriptions(), endpoints => endpoints.MapSubscriptions()));
    }
}
