using Billing.AccountCredits;
using Billing.Credits;
using Billing.Credits.CreditNotes;
using Billing.Credits.Refunds;
using Billing.Dunning;
using Billing.Dunning.Campaigns;
using Billing.Dunning.Cases;
using Billing.Dunning.Links;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Parking;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Billing.Payments.Methods.Setups;
using Billing.Payments.Providers;
using Billing.Payments.Providers.Sandbox;
using Billing.Payments.Reversals;
using Billing.Portal;
using Billing.Reconciliation;
using Billing.Subscriptions.Changes;
using Billing.Subscriptions.Closing;
using Billing.Subscriptions.Ordering;
using Billing.Subscriptions.Passes;
using Billing.Subscriptions.Periods;
using Billing.Taxes;
using Contracts.Conversions;
using Contracts.Events;
using ServiceDefaults;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;
using ServiceDefaults.Reconciliation;
using ServiceDefaults.Retention;

namespace Billing;

/// <summary>The Billing service: invoices, payment methods, charges and payments, and credit notes.</summary>
public static class BillingModule
{
    public static void AddBilling(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<BillingDb, BillingSqliteDb, BillingSqlServerDb, BillingPostgresDb>("billing");
        builder.Services.AddOutbox<BillingDb>();
        builder.Services.AddParkedWork<BillingDb>();
        builder.Services.AddFeatures<BillingDb>();
        builder.Services.AddScoped<SubscriptionOrder>();
        builder.Services.AddScoped<IParkedWorkDetails<BillingDb>, ParkedSubscriptions>();
        builder.Services.AddSingleton<BusinessCalendar>();
        builder.Services.AddScoped<NumberAllocator>();
        builder.Services.AddScoped<CustomerBalances>();
        builder.Services.AddScoped<CreditService>();
        builder.Services.AddScoped<CreditNoteIssuer>();
        builder.Services.AddScoped<PassCredits>();
        builder.Services.AddScoped<InvoiceFinaliser>();
        builder.Services.AddScoped<InvoiceIssuer>();
        builder.Services.AddScoped<ChargePlanner>();
        builder.Services.AddScoped<RefundPlanner>();
        builder.Services.AddScoped<PaymentReversals>();
        builder.Services.AddScoped<PaymentMethodService>();
        builder.Services.AddScoped<PaymentConfirmations>();
        builder.Services.AddScoped<SetupService>();
        builder.Services.AddSingleton<ExpiredRows<BillingDb>, AbandonedSetups>();
        builder.AddPaymentProvider();
        builder.Services.AddSingleton<DueWork<BillingDb>, ProcessPayments>();
        builder.Services.AddSingleton<DueWork<BillingDb>, ProcessRefunds>();
        builder.Services.AddSingleton<DueWork<BillingDb>, SendCardNotices>();
        builder.Services.AddSingleton<DueWork<BillingDb>, OpenOverdueCases>();
        builder.Services.AddSingleton<DueWork<BillingDb>, AdvanceDunning>();
        builder.Services.AddDueWorkLoop<BillingDb>();
        AddDunning(builder);
        builder.Services.AddScoped<InvoiceReconciliation>();
        builder.Services.AddScoped<PeriodReconciliation>();
        builder.Services.AddScoped<NumberReconciliation>();
        builder.Services.AddScoped<CreditReconciliation>();
        builder.Services.AddScoped<CoverageReconciliation>();
        builder.Services.AddScoped<PassReconciliation>();
        builder.Services.AddScoped<DunningReconciliation>();
        builder.Services.AddDailyReconciliation<BillingReconciliation>(BillingMetrics.SelfCheckFindings);
        builder.Services.AddEventHandler<PeriodStarted, IssueInvoice, BillingDb>("billing");
        builder.Services.AddEventHandler<PeriodsStarted, IssueInvoices, BillingDb>("billing");
        builder.Services.AddEventHandler<CustomerChanged, OnCustomerChanged, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionClosed, CloseSubscription, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionCloseFinalised, FinaliseClose, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionCloseUndone, UndoCloseSubscription, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionChanged, ChangeSubscription, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionPaused, PauseSubscription, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionResumed, ResumeSubscription, BillingDb>("billing");
        builder.Services.AddEventHandler<PassSold, SellPass, BillingDb>("billing");
        builder.Services.AddEventHandler<PassWithdrawn, WithdrawPass, BillingDb>("billing");
        AdvanceCursor<QuotationCreated>(builder);
        AdvanceCursor<QuotationSent>(builder);
        AdvanceCursor<QuotationCancelled>(builder);
        AdvanceCursor<SubscriptionConfirmed>(builder);
        AdvanceCursor<SubscriptionCloseScheduled>(builder);
        builder.Services.AddEventHandler<SubscriptionReactivated, ReactivateSubscription, BillingDb>("billing");
        AdvanceCursor<SubscriptionChangeScheduled>(builder);
        AdvanceCursor<SubscriptionChangeCancelled>(builder);
        AdvanceCursor<SubscriptionToRenew>(builder);
        AdvanceCursor<SubscriptionChargeAhead>(builder);
        AdvanceCursor<SubscriptionRenewed>(builder);
        AdvanceCursor<CouponApplied>(builder);
        AdvanceCursor<CouponRemoved>(builder);
        builder.Services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.Section)
            .Validate(o => o.PaymentTermDays is >= 0 and <= 365, "Billing:PaymentTermDays must be 0 to 365.")
            .Validate(o => TimeZones.IsKnown(o.TimeZone), "Billing:TimeZone must be the canonical IANA name of a time zone, such as Europe/Rome, or UTC.").ValidateOnStart();
    }

    /// <summary>Cases follow what becomes of payments by the same events as every other consumer: payments know nothing of dunning.</summary>
    private static void AddDunning(IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<DunningCases>();
        builder.Services.AddScoped<LinkedCases>();
        builder.Services.AddSingleton<ExpiredRows<BillingDb>, ExpiredPaymentLinks>();
        builder.Services.AddEventHandler<PlanChanged, RecordPlan, BillingDb>("billing");
        builder.Services.AddEventHandler<PaymentFailed, OpenDunningCase, BillingDb>("billing");
        builder.Services.AddEventHandler<PaymentReversed, RecordReversedPayment, BillingDb>("billing");
        builder.Services.AddEventHandler<PaymentRestored, RecordRestoredPayment, BillingDb>("billing");
        builder.Services.AddEventHandler<PaymentConfirmationRequested, RecordConfirmationRequest, BillingDb>("billing");
        builder.Services.AddEventHandler<PaymentSucceeded, ReviewDunningCase<PaymentSucceeded>, BillingDb>("billing");
        builder.Services.AddEventHandler<CreditNoteIssued, ReviewDunningCase<CreditNoteIssued>, BillingDb>("billing");
        builder.Services.AddEventHandler<AccountCreditChanged, ReviewDunningCase<AccountCreditChanged>, BillingDb>("billing");
        builder.Services.AddEventHandler<InvoiceVoided, ReviewDunningCase<InvoiceVoided>, BillingDb>("billing");
        builder.Services.AddEventHandler<InvoiceMarkedUncollectible, ReviewDunningCase<InvoiceMarkedUncollectible>, BillingDb>("billing");
        builder.Services.AddEventHandler<NoticeDelivered, RecordDelivery, BillingDb>("billing");
        builder.Services.AddEventHandler<NoticesDelivered, RecordDeliveries, BillingDb>("billing");
        builder.Services.AddEventHandler<NoticeBounced, RecordBounce, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionRestricted, RecordRestriction, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionClosed, RecordUnpaidClose, BillingDb>("billing");
        builder.Services.AddEventHandler<DunningResolved, EndTakenOverCases, BillingDb>("billing");
        builder.Services.AddEventHandler<DunningExhausted, EndWrittenOffCases, BillingDb>("billing");
        builder.Services.AddEventHandler<DunningRecoveryLost, LoseTakenOverRecoveries, BillingDb>("billing");
        builder.Services.AddEventHandler<DunningActionWithheld, RecordWithheldAction, BillingDb>("billing");
        AdvanceCursor<AccessRestored>(builder);
    }

    /// <summary>Events that change nothing that is billed.</summary>
    private static void AdvanceCursor<TEvent>(IHostApplicationBuilder builder)
        where TEvent : SubscriptionEvent => builder.Services.AddEventHandler<TEvent, AdvanceCursor<TEvent>, BillingDb>("billing");

    public static void MapBilling(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<InvoiceGrpc>();
        endpoints.MapGrpcService<BusinessGrpc>();
        endpoints.MapGrpcService<TaxGrpc>();
        endpoints.MapGrpcService<AccountCreditGrpc>();
        endpoints.MapGrpcService<PaymentMethodGrpc>();
        endpoints.MapGrpcService<DunningGrpc>();
        endpoints.MapGrpcService<PaymentLinkGrpc>();
        endpoints.MapGrpcService<SandboxBankGrpc>();
        endpoints.MapGrpcService<PortalGrpc>();
        endpoints.MapGrpcService<ParkedWorkGrpc>();
        endpoints.MapGrpcService<SelfCheckGrpc>();
        endpoints.MapPaymentProvider();
    }
}
