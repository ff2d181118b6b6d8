using System.Globalization;
using Billing;
using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Notifications;
using Plans;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using Subscriptions;
using BillingWire = Contracts.Billing.V1;
using NotificationsWire = Contracts.Notifications.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>
/// The whole business in one process: all services, real databases, real gRPC, and a clock that the test moves. Scenarios walk the
/// calendar and name what happens.
/// </summary>
public sealed class World : IAsyncDisposable
{
    private readonly HostUnderTest _host;

    private World(HostUnderTest host) => _host = host;

    public PlanService.PlanServiceClient Plans => _host.FollowedClient<PlansDb, PlanService.PlanServiceClient>(_host.Tokens.Staff("plans"));

    public PassTemplateService.PassTemplateServiceClient PassTemplates => _host.Client<PassTemplateService.PassTemplateServiceClient>(_host.Tokens.Staff("plans"));

    public Wire.PassService.PassServiceClient Passes => _host.Client<Wire.PassService.PassServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.PortalPassService.PortalPassServiceClient PortalPasses(Wire.Subscription order) =>
        _host.Client<Wire.PortalPassService.PortalPassServiceClient>(Customer("subscriptions", order));

    public Wire.SubscriptionService.SubscriptionServiceClient Orders => _host.Client<Wire.SubscriptionService.SubscriptionServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.CloseReasonService.CloseReasonServiceClient Reasons => _host.Client<Wire.CloseReasonService.CloseReasonServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.CustomerService.CustomerServiceClient Customers => _host.Client<Wire.CustomerService.CustomerServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.CouponService.CouponServiceClient Coupons => _host.Client<Wire.CouponService.CouponServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.ConfigurationService.ConfigurationServiceClient Configuration => _host.Client<Wire.ConfigurationService.ConfigurationServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.ReportService.ReportServiceClient Reports => _host.Client<Wire.ReportService.ReportServiceClient>(_host.Tokens.Staff("subscriptions"));

    public Wire.SelfCheckService.SelfCheckServiceClient SelfCheck => _host.Client<Wire.SelfCheckService.SelfCheckServiceClient>(_host.Tokens.Staff("subscriptions"));

    public BillingWire.InvoiceService.InvoiceServiceClient Invoices => _host.Client<BillingWire.InvoiceService.InvoiceServiceClient>(_host.Tokens.Staff("billing"));

    public BillingWire.TaxService.TaxServiceClient Taxes => _host.Client<BillingWire.TaxService.TaxServiceClient>(_host.Tokens.Staff("billing"));

    public BillingWire.SelfCheckService.SelfCheckServiceClient BillingReconciliation => _host.Client<BillingWire.SelfCheckService.SelfCheckServiceClient>(_host.Tokens.Staff("billing"));

    public BillingWire.AccountCreditService.AccountCreditServiceClient Credits =>
        _host.Client<BillingWire.AccountCreditService.AccountCreditServiceClient>(_host.Tokens.Staff("billing"));

    public BillingWire.DunningService.DunningServiceClient Dunning => _host.Client<BillingWire.DunningService.DunningServiceClient>(_host.Tokens.Staff("billing"));

    public Wire.AccessService.AccessServiceClient Access =>
        _host.Client<Wire.AccessService.AccessServiceClient>(_host.Tokens.Application("subscriptions", "subscriptions:read"));

    /// <summary>What a mail provider uses who tells what became of mails.</summary>
    public NotificationsWire.MailService.MailServiceClient MailReports =>
        _host.Client<NotificationsWire.MailService.MailServiceClient>(_host.Tokens.Application("notifications"));

    public NotificationsWire.ChatterService.ChatterServiceClient Chatter => _host.Client<NotificationsWire.ChatterService.ChatterServiceClient>(_host.Tokens.Staff("notifications"));

    public NotificationsWire.MailService.MailServiceClient Mails => _host.Client<NotificationsWire.MailService.MailServiceClient>(_host.Tokens.Staff("notifications"));

    public DateTimeOffset Now => _host.Clock.GetUtcNow();

    /// <param name="instant">2026-01-31, or with a time: 2026-01-31T10:00:00Z.</param>
    /// <param name="services">Last word on what is registered.</param>
    public static async Task<World> At(
        string instant, DatabaseProvider database = DatabaseProvider.Sqlite, Action<IServiceCollection>? services = null) => new(await HostUnderTest.Start(
        new ServiceSettings { Clock = TestClock.At(instant), Database = database, Services = services ?? (_ => { }) },
        new HostedService(builder => builder.AddPlans(), endpoints => endpoints.MapPlans()),
        new HostedService(builder => builder.AddSubscriptions(), endpoints => endpoints.MapSubscriptions()),
        new HostedService(builder => builder.AddBilling(), endpoints => endpoints.MapBilling()),
        new HostedService(builder => builder.AddNotifications(), endpoints => endpoints.MapNotifications())));

    public Wire.PortalService.PortalServiceClient Portal(Wire.Subscription order) => _host.Client<Wire.PortalService.PortalServiceClient>(Customer("subscriptions", order));

    public NotificationsWire.PortalService.PortalServiceClient PortalChatter(Wire.Subscription order) => _host.Client<NotificationsWire.PortalService.PortalServiceClient>(Customer("notifications", order));

    public BillingWire.PortalService.PortalServiceClient PortalInvoices(Wire.Subscription order) => _host.Client<BillingWire.PortalService.PortalServiceClient>(Customer("billing", order));

    /// <summary>What staff use who look at the portal as this customer.</summary>
    public Wire.PortalService.PortalServiceClient Preview(Wire.Subscription order) =>
        _host.Client<Wire.PortalService.PortalServiceClient>(_host.Tokens.Customer("subscriptions", Guid.Parse(order.CustomerId), preview: true));

    public async Task<Plan> Plan(
        string name = "Pro", decimal price = 40, bool closable = true, string currency = "EUR", IntervalUnit unit = IntervalUnit.Month, BillingTerms? terms = null,
        ClosingPolicy? closing = null, BillingCalendar calendar = BillingCalendar.Unspecified, PlanPassGrant? grant = null) => await Plans.CreatePlanAsync(new CreatePlanRequest
    {
        Plan = new Plan
        {
            Name = Text(name),
            BillingPeriod = new BillingInterval { Unit = unit, Count = 1, Calendar = calendar },
            Price = Money.From(price, currency),
            SelfService = new SelfService { Closable = closable },
            Terms = terms,
            Closing = closing,
            PassGrant = grant,
        },
    });

    /// <summary>Sets all switches at once.</summary>
    public Task SetSwitches(string planId, SelfService switches) => Plans.UpdatePlanAsync(new UpdatePlanRequest
    {
        Plan = new Plan { Id = planId, SelfService = switches },
        UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "self_service" } },
    }).ResponseAsync;

    public Task SetClosable(string planId, bool closable) => Plans.UpdatePlanAsync(new UpdatePlanRequest
    {
        Plan = new Plan { Id = planId, SelfService = new SelfService { Closable = closable } },
        UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "self_service.closable" } },
    }).ResponseAsync;

    public Task SetPausable(string planId, bool pausable) => Plans.UpdatePlanAsync(new UpdatePlanRequest
    {
        Plan = new Plan { Id = planId, SelfService = new SelfService { Pausable = pausable } },
        UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "self_service.pausable" } },
    }).ResponseAsync;

    public Task SetSelfService(bool enabled) =>
        Configuration.UpdateConfigurationAsync(new Wire.UpdateConfigurationRequest { Configuration = new Wire.Configuration { SelfServiceEnabled = enabled } }).ResponseAsync;

    /// <summary>A new one, or the system reason of that code with these words.</summary>
    public async Task<Wire.CloseReason> Reason(string code = "too_expensive", string english = "Too expensive", string italian = "Troppo caro")
    {
        var reason = new Wire.CloseReason { Code = code, Label = new LocalizedText { Values = { ["en"] = english, ["it"] = italian } } };
        if ((await SystemReasons()).FirstOrDefault(r => r.Code == code) is not { } system)
        {
            return await Reasons.CreateCloseReasonAsync(new Wire.CreateCloseReasonRequest { CloseReason = reason });
        }

        reason.Id = system.Id;
        return await Reasons.UpdateCloseReasonAsync(new Wire.UpdateCloseReasonRequest { CloseReason = reason });
    }

    /// <summary>The business's own reasons, without those of the system.</summary>
    public async Task<IReadOnlyList<Wire.CloseReason>> OwnReasons(bool includeRetired = false) =>
        [.. (await Reasons.ListCloseReasonsAsync(new Wire.ListCloseReasonsRequest { IncludeRetired = includeRetired })).CloseReasons.Where(r => !r.System)];

    /// <summary>These first, those of the system after them.</summary>
    public async Task Reorder(params Wire.CloseReason[] first) => await Reasons.ReorderCloseReasonsAsync(
        new Wire.ReorderCloseReasonsRequest { Ids = { first.Concat(await SystemReasons()).Select(r => r.Id) } });

    private async Task<IReadOnlyList<Wire.CloseReason>> SystemReasons() =>
        [.. (await Reasons.ListCloseReasonsAsync(new Wire.ListCloseReasonsRequest())).CloseReasons.Where(r => r.System)];

    /// <summary>Of class passes that are over after a month.</summary>
    public async Task<PassTemplate> PassTemplate(int classes = 8, decimal price = 80, bool online = false) => await PassTemplates.CreatePassTemplateAsync(new CreatePassTemplateRequest
    {
        PassTemplate = new PassTemplate
        {
            Name = Text("Yoga"),
            Price = Money.From(price, "EUR"),
            SoldOnline = online,
            Terms = new PassTerms { Classes = classes, Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 1 }, Start = PassStart.Sale, LateCancel = MissedClass.Counts, NoShow = MissedClass.Counts },
        },
    });

    /// <summary>Of a customer, the oldest first.</summary>
    public async Task<IReadOnlyList<Wire.Pass>> PassesOf(Wire.Subscription order)
    {
        await Settle();
        var all = await Passes.ListPassesAsync(new Wire.ListPassesRequest
        {
            CustomerId = order.CustomerId, PageSize = 200, OrderBy = "number", States = { Enum.GetValues<Wire.PassState>().Where(s => s != Wire.PassState.Unspecified) },
        });
        return all.Passes;
    }

    /// <summary>A quotation for a new customer.</summary>
    public async Task<Wire.Subscription> Quote(string who = "ada", Plan? plan = null, string language = "en", string timeZone = "Europe/Rome", string? start = null)
    {
        plan ??= await Plan();
        var customer = await Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest
        {
            Customer = new Wire.Customer { Name = who, Email = $"{who}@example.com", Language = language, TimeZone = timeZone, CurrencyCode = plan.Price.CurrencyCode },
        });
        return await Orders.CreateSubscriptionAsync(new Wire.CreateSubscriptionRequest { Subscription = new Wire.Subscription { CustomerId = customer.Id, PlanId = plan.Id, StartDate = start is null ? null : Dates.On(start) } });
    }

    /// <summary>A confirmed order of a new customer.</summary>
    public async Task<Wire.Subscription> Subscribe(string who = "ada", Plan? plan = null, string language = "en", string timeZone = "Europe/Rome", string? start = null)
    {
        var quotation = await Quote(who, plan, language, timeZone, start);
        return await Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = quotation.Id });
    }

    public async Task<Wire.Subscription> Read(Wire.Subscription order) => await Orders.GetSubscriptionAsync(new Wire.GetSubscriptionRequest { Id = order.Id });

    public async Task<Wire.PortalSubscription> ReadInPortal(Wire.Subscription order) =>
        await Portal(order).GetSubscriptionAsync(new Wire.GetPortalSubscriptionRequest { Id = order.Id });

    public async Task<Wire.Subscription> Close(Wire.Subscription order, string text = "Moved", Wire.CloseWhen when = Wire.CloseWhen.Now, string requestId = "") =>
        await Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = text, When = when, RequestId = requestId });

    public async Task<Wire.PortalSubscription> CloseInPortal(Wire.Subscription order, Wire.CloseReason reason, string comment = "") =>
        await Portal(order).CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id, Comment = comment });

    /// <summary>The verdict on closing, for staff or in the portal.</summary>
    public async Task<Wire.ActionState> MayClose(Wire.Subscription order, bool inPortal = false) => (inPortal
        ? (await Portal(order).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = order.Id })).Actions
        : (await Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = order.Id })).Actions).Single(a => a.Action == Wire.Action.Close);

    public async Task<IReadOnlyList<BillingWire.Invoice>> InvoicesOf(Wire.Subscription order)
    {
        await Settle();
        return (await Invoices.ListInvoicesAsync(new BillingWire.ListInvoicesRequest { SubscriptionId = order.Id, PageSize = 200 })).Invoices;
    }

    /// <summary>In the order of their periods.</summary>
    public async Task<IReadOnlyList<BillingWire.Invoice>> Billed(Wire.Subscription order) => [.. (await InvoicesOf(order)).OrderBy(i => i.PeriodStart.ToDateOnly())];

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<NotificationsWire.ChatterEntry>> ChatterOf(Wire.Subscription order)
    {
        await Settle();
        return (await Chatter.ListChatterEntriesAsync(new NotificationsWire.ListChatterEntriesRequest { SubscriptionId = order.Id })).Entries;
    }

    /// <summary>With their bodies.</summary>
    public async Task<IReadOnlyList<NotificationsWire.Mail>> MailsOf(Wire.Subscription order, string template)
    {
        await Settle();
        var all = (await Mails.ListMailsAsync(new NotificationsWire.ListMailsRequest { PageSize = 200 })).Mails;
        return [.. await Task.WhenAll(all.Where(m => m.About?.Id == order.Id && m.Template == template)
            .Select(async m => await Mails.GetMailAsync(new NotificationsWire.GetMailRequest { Id = m.Id })))];
    }

    /// <summary>Lets days pass, each with its work; what was done today comes to its end before.</summary>
    public async Task PassDays(int days)
    {
        await Settle();
        for (var day = 0; day < days; day++)
        {
            _host.Clock.Advance(TimeSpan.FromDays(1));
            await Settle();
        }
    }

    /// <summary>Lets that moment come without what should have happened before it, as after a down time.</summary>
    public async Task WakeUpAt(string instant)
    {
        _host.Clock.SetUtcNow(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        await Settle();
    }

    /// <summary>Delivers what was published before once more.</summary>
    public async Task DeliverAgain<TEvent>()
        where TEvent : IEvent
    {
        foreach (var e in await Raised<TEvent>())
        {
            await _host.Publish(e);
        }
    }

    /// <summary>As if the services had lost their memory of what they have handled.</summary>
    public async Task ForgetInboxes()
    {
        await Forget<SubscriptionsDb>();
        await Forget<BillingDb>();
        await Forget<NotificationsDb>();

        Task Forget<TDb>()
            where TDb : ServiceDb => _host.Read<TDb, int>(db => db.Inbox.ExecuteDeleteAsync());
    }

    /// <summary>Delivers an event once more, or what a test has made of it.</summary>
    public Task Publish(IEvent e) => _host.Publish(e);

    /// <summary>Looks into what Billing keeps.</summary>
    public Task<T> ReadBilling<T>(Func<BillingDb, Task<T>> read) => _host.Read(read);

    /// <summary>Waits until an event has been delivered that often, to all who listen.</summary>
    public Task Delivered(Guid eventId, int times) => _host.Delivered(eventId, times);

    /// <summary>The events of one kind, from whichever service, oldest first.</summary>
    public async Task<IReadOnlyList<TEvent>> Raised<TEvent>()
        where TEvent : IEvent => [
            .. await _host.Raised<PlansDb, TEvent>(), .. await _host.Raised<SubscriptionsDb, TEvent>(),
            .. await _host.Raised<BillingDb, TEvent>(), .. await _host.Raised<NotificationsDb, TEvent>()];

    /// <summary>The MRR ledger, oldest first.</summary>
    public Task<List<(string Kind, decimal Amount)>> Movements() => _host.Read<SubscriptionsDb, List<(string, decimal)>>(async db =>
        [.. (await db.MrrMovements.OrderBy(m => m.Id).ToListAsync()).Select(m => (m.Kind.ToString(), m.Amount))]);

    /// <summary>Until nothing is due, nothing is to be published and nothing is to be handled.</summary>
    public async Task Settle()
    {
        await Eventually.Async(
            async () =>
            {
                var raised = await EventCount();
                return await NothingIsDue()
                    && await Quiet<PlansDb>() && await Quiet<SubscriptionsDb>() && await Quiet<BillingDb>() && await Quiet<NotificationsDb>()
                    && await MailIsOut()
                    // What was handled since the first look may have made something due, such as a charge.
                    && await NothingIsDue()
                    // The services are looked at one after the other: an event that one raised after its turn is in no look, but it counts.
                    && await EventCount() == raised;
            },
            "everything to settle", TimeSpan.FromMinutes(2));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static LocalizedText Text(string english) => new() { Values = { ["en"] = english } };

    private string Customer(string audience, Wire.Subscription order) => _host.Tokens.Customer(audience, Guid.Parse(order.CustomerId), order.CustomerName);

    private async Task<bool> NothingIsDue() => await Work<SubscriptionsDb>() + await Work<BillingDb>() + await Work<NotificationsDb>() == 0;

    private async Task<int> Work<TDb>()
        where TDb : ServiceDb
    {
        await _host.PassBackOff<TDb>();
        return await _host.RunDueWork<TDb>();
    }

    private async Task<int> EventCount()
    {
        return await Count<PlansDb>() + await Count<SubscriptionsDb>() + await Count<BillingDb>() + await Count<NotificationsDb>();

        Task<int> Count<TDb>()
            where TDb : ServiceDb => _host.Read<TDb, int>(db => db.Outbox.CountAsync());
    }

    private Task<bool> Quiet<TDb>()
        where TDb : ServiceDb => _host.Read<TDb, bool>(async db =>
        !await db.Outbox.AnyAsync(m => m.CompletedAt == null) && !await db.Set<WorkLease>().AnyAsync(l => l.ParkedAt == null));

    /// <summary>But for what a mail server has put off.</summary>
    private Task<bool> MailIsOut()
    {
        var now = Now;
        return _host.Read<NotificationsDb, bool>(async db => !await db.Mails.AnyAsync(m => m.NextAttemptAt <= now));
    }
}
