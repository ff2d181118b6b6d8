using Billing.AccountCredits;
using Billing.Changes;
using Billing.Charging;
using Billing.Checking;
using Billing.CreditNotes;
using Billing.Customers;
using Billing.Forgone;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Parking;
using Billing.PaymentMethods;
using Billing.PaymentMethods.Setups;
using Billing.Portal;
using Billing.Providers;
using Billing.Refunds;
using Billing.Taxes;
using Contracts.Events;
using ServiceDefaults;
using ServiceDefaults.Checking;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Housekeeping;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;

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
        builder.Services.AddSingleton<PeriodTurns>();
        builder.Services.AddScoped<NumberTaker>();
        builder.Services.AddScoped<CreditBook>();
        builder.Services.AddScoped<CreditDesk>();
        builder.Services.AddScoped<CreditNoteIssuer>();
        builder.Services.AddScoped<ClosingCreditDesk>();
        builder.Services.AddScoped<InvoiceFinaliser>();
        builder.Services.AddScoped<InvoiceIssuer>();
        builder.Services.AddScoped<ChargePlanner>();
        builder.Services.AddScoped<RefundPlanner>();
        builder.Services.AddScoped<PaymentMethodDesk>();
        builder.Services.AddScoped<SetupDesk>();
        builder.Services.AddSingleton<PastRows<BillingDb>, AbandonedSetups>();
        builder.AddPaymentProvider();
        builder.Services.AddSingleton<DueWork<BillingDb>, TakeCharge>();
        builder.Services.AddSingleton<DueWork<BillingDb>, TakeRefund>();
        builder.Services.AddDueWorkLoop<BillingDb>();
        builder.Services.AddScoped<InvoiceCheck>();
        builder.Services.AddScoped<PeriodCheck>();
        builder.Services.AddScoped<NumberCheck>();
        builder.Services.AddScoped<CreditCheck>();
        builder.Services.AddScoped<ClosingCreditCheck>();
        builder.Services.AddDailySelfCheck<BillingCheck>(BillingMetrics.SelfCheckFindings);
        builder.Services.AddEventHandler<PeriodStarted, IssueInvoice, BillingDb>("billing");
        builder.Services.AddEventHandler<PeriodsStarted, IssueInvoices, BillingDb>("billing");
        builder.Services.AddEventHandler<CustomerChanged, OnCustomerChanged, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionClosed, ApplyClosingCredit, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionChanged, ApplyChange, BillingDb>("billing");
        builder.Services.AddDiscardHandler<PeriodStarted, IssueInvoice, ForgoPeriod>();
        builder.Services.AddDiscardHandler<PeriodsStarted, IssueInvoices, ForgoPeriod>();
        builder.Services.AddDiscardHandler<SubscriptionChanged, ApplyChange, ForgoChange>();
        builder.Services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.Section)
            .Validate(o => o.PaymentTermDays is >= 0 and <= 365, "Billing:PaymentTermDays must be 0 to 365.")
            .Validate(o => o.ClosingCreditOverdueAfter > TimeSpan.Zero, "Billing:ClosingCreditOverdueAfter must be longer than nothing.").ValidateOnStart();
    }

    public static void MapBilling(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<InvoiceGrpc>();
        endpoints.MapGrpcService<TaxGrpc>();
        endpoints.MapGrpcService<AccountCreditGrpc>();
        endpoints.MapGrpcService<PaymentMethodGrpc>();
        endpoints.MapGrpcService<PortalGrpc>();
        endpoints.MapGrpcService<ParkedWorkGrpc>();
        endpoints.MapGrpcService<SelfCheckGrpc>();
        endpoints.MapPaymentProvider();
    }
}
