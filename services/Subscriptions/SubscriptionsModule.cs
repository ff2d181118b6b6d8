using Contracts.Billing.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ServiceDefaults;
using ServiceDefaults.Clients;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Limits;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;
using ServiceDefaults.Reconciliation;
using ServiceDefaults.Retention;
using Subscriptions.Access;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;
using Subscriptions.CodeRateLimits;
using Subscriptions.Coupons;
using Subscriptions.Customers;
using Subscriptions.Orders;
using Subscriptions.Orders.Discounts;
using Subscriptions.Orders.Portal;
using Subscriptions.Orders.Runs;
using Subscriptions.Parking;
using Subscriptions.Passes;
using Subscriptions.Reconciliation;
using Subscriptions.Reports;
using Subscriptions.Settings;

namespace Subscriptions;

/// <summary>The Subscriptions service: customers, orders and their stages, close reasons, closing, passes and visits, access.</summary>
public static class SubscriptionsModule
{
    public const string Name = "subscriptions";

    public static void AddSubscriptions(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<SubscriptionsDb, SubscriptionsSqliteDb, SubscriptionsSqlServerDb, SubscriptionsPostgresDb>(Name);
        builder.Services.AddOutbox<SubscriptionsDb>();
        builder.Services.AddParkedWork<SubscriptionsDb>();
        builder.Services.AddFeatures<SubscriptionsDb>();
        builder.Services.AddServiceGrpcClient<PlanService.PlanServiceClient>(Name, "plans");
        builder.Services.AddServiceGrpcClient<ProductService.ProductServiceClient>(Name, "plans");
        builder.Services.AddServiceGrpcClient<InvoiceService.InvoiceServiceClient>(Name, "billing");
        builder.Services.AddServiceGrpcClient<PaymentMethodService.PaymentMethodServiceClient>(Name, "billing");
        builder.Services.AddScoped<EmailStatuses>();
        builder.Services.AddSingleton<PlanCache>();
        builder.Services.AddScoped<PlanCatalogue>();
        builder.Services.AddScoped<ChangeRequests>();
        builder.Services.AddScoped<SimulatedPeriods>();
        builder.Services.AddScoped<Trials>();
        builder.Services.AddScoped<Redemptions>();
        builder.Services.AddScoped<QuotationCoupon>();
        builder.Services.AddSingleton<ICallLimit, CouponRateLimit>();
        builder.Services.AddSingleton<ExpiredRows<SubscriptionsDb>, ExpiredCodeRateLimits>();
        builder.Services.AddScoped<UnpaidInvoices>();
        builder.Services.AddScoped<ActionPolicy>();
        builder.Services.AddScoped<ClosingDecisions>();
        builder.Services.AddScoped<OrderStore>();
        builder.Services.AddSingleton<OrderById>();
        builder.Services.AddSingleton<AccessQuery>();
        builder.Services.AddSingleton<PassAccessQuery>();
        builder.Services.AddSingleton<AccessCache>();
        builder.Services.AddSingleton<IInterceptor, AccessCacheEviction>();
        builder.Services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section)
            .Validate(o => o.KeepFor >= TimeSpan.Zero && o.KeepFor <= AccessOptions.Longest, "Access:KeepFor must be 00:00:00 to 00:00:10.")
            .ValidateOnStart();
        builder.Services.AddScoped<DunningReview>();
        builder.Services.AddSingleton<SubscriptionMetrics>();
        builder.Services.AddScoped<PassStore>();
        builder.Services.AddScoped<PassSales>();
        builder.Services.AddScoped<CardOnFile>();
        builder.Services.AddScoped<PassGrants>();
        builder.Services.AddScoped<PassVisits>();
        builder.Services.AddSingleton<UsablePasses>();
        builder.Services.AddScoped<PassCodeRateLimit>();
        builder.Services.AddScoped<VisitingClients>();
        builder.Services.AddScoped<PassSelfService>();
        builder.Services.AddScoped<PortalPassViews>();

        builder.Services.AddEventHandler<NoticeDelivered, OnNoticeDelivered, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<NoticesDelivered, OnNoticesDelivered, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<NoticeBounced, OnNoticeBounced, SubscriptionsDb>(Name);
        RecordDunning<DunningStarted>(builder);
        RecordDunning<DunningStepDue>(builder);
        RecordDunning<DunningCaseChanged>(builder);
        RecordDunning<DunningResolved>(builder);
        RecordDunning<DunningExhausted>(builder);
        RecordDunning<DunningRecoveryLost>(builder);
        RecordDunning<NoticeDelivered>(builder);
        builder.Services.AddEventHandler<NoticesDelivered, RecordDunningMails, SubscriptionsDb>(Name);
        RecordDunning<NoticeBounced>(builder);
        ReviewDunning<SubscriptionResumed>(builder);
        ReviewDunning<SubscriptionReactivated>(builder);
        ReviewDunning<SubscriptionCloseUndone>(builder);
        ReviewDunning<CustomerChanged>(builder);

        builder.Services.AddEventHandler<PlanChanged, CopyPlan, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<ProductChanged, CopyProduct, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<PassTemplateChanged, CopyPassTemplate, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<ClassTypeChanged, CopyClassType, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<InvoicePaid, ActivatePass, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<InvoiceVoided, EndUnpaidPass<InvoiceVoided>, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<InvoiceMarkedUncollectible, EndUnpaidPass<InvoiceMarkedUncollectible>, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<PlanChanged, CopyGrantingPlan, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<PeriodStarted, GrantPass, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<PeriodsStarted, GrantPasses, SubscriptionsDb>(Name);
        builder.Services.AddEventHandler<SubscriptionChanged, GrantPassOfChange, SubscriptionsDb>(Name);
        UpdateGrantedPasses<SubscriptionClosed>(builder);
        UpdateGrantedPasses<SubscriptionCloseUndone>(builder);
        UpdateGrantedPasses<SubscriptionPaused>(builder);
        UpdateGrantedPasses<SubscriptionResumed>(builder);
        UpdateGrantedPasses<SubscriptionReactivated>(builder);
        UpdateGrantedPasses<SubscriptionRestricted>(builder);
        UpdateGrantedPasses<AccessRestored>(builder);

        // The periodic work, in the order in which it runs: what ends at an instant ends before the next period starts at it.
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, ApplyScheduledCloses>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, FinaliseClosings>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, ResumePaused>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, AdvanceTerms>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, SendChargeNotices>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, ApplyWithheldActions>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, AdvancePasses>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, ExtendWinBackPasses>();
        builder.Services.AddSingleton<StartPeriods>();
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>>(provider => provider.GetRequiredService<StartPeriods>());
        builder.Services.AddSingleton<DueWork<SubscriptionsDb>, AggregateBillingBatches>();
        builder.Services.AddDueWorkLoop<SubscriptionsDb>();

        builder.Services.AddDailyReconciliation<OrderReconciliation>(OrderReconciliation.Found);
        builder.Services.AddDailyReconciliation<CatalogueReconciliation>(CatalogueReconciliation.Stale);
    }

    /// <summary>Events that tell something of a dunning case.</summary>
    private static void RecordDunning<TEvent>(IHostApplicationBuilder builder)
        where TEvent : class, IEvent => builder.Services.AddEventHandler<TEvent, RecordDunning<TEvent>, SubscriptionsDb>(Name);

    /// <summary>Events of this service after which what a case has asked for may be possible, or possible at another time.</summary>
    private static void ReviewDunning<TEvent>(IHostApplicationBuilder builder)
        where TEvent : class, ISubjectEvent => builder.Services.AddEventHandler<TEvent, ReviewDunning<TEvent>, SubscriptionsDb>(Name);

    /// <summary>Events of this service after which passes that a subscription has brought end, come back, stand still, go on, or are of no use for a time.</summary>
    private static void UpdateGrantedPasses<TEvent>(IHostApplicationBuilder builder)
        where TEvent : SubscriptionEvent => builder.Services.AddEventHandler<TEvent, UpdateGrantedPasses<TEvent>, SubscriptionsDb>(Name);

    public static void MapSubscriptions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<CustomerGrpc>();
        endpoints.MapGrpcService<CloseReasonGrpc>();
        endpoints.MapGrpcService<CouponGrpc>();
        endpoints.MapGrpcService<ConfigurationGrpc>();
        endpoints.MapGrpcService<SubscriptionGrpc>();
        endpoints.MapGrpcService<PassGrpc>();
        endpoints.MapGrpcService<PortalPassGrpc>();
        endpoints.MapGrpcService<PortalGrpc>();
        endpoints.MapGrpcService<ParkedWorkGrpc>();
        endpoints.MapGrpcService<ReportGrpc>();
        endpoints.MapGrpcService<AccessGrpc>();
        endpoints.MapGrpcService<SelfCheckGrpc>();
        endpoints.MapGrpcService<BillingRunGrpc>();
    }
}
