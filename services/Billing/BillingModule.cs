using Billing.CreditNotes;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Parking;
using Billing.Portal;
using Contracts.Events;
using ServiceDefaults;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;

namespace Billing;

/// <summary>The Billing service: invoices, what was paid on them, and credit notes.</summary>
public static class BillingModule
{
    public static void AddBilling(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<BillingDb, BillingSqliteDb, BillingSqlServerDb, BillingPostgresDb>("billing");
        builder.Services.AddOutbox<BillingDb>();
        builder.Services.AddParkedWork<BillingDb>();
        builder.Services.AddFeatures<BillingDb>();
        builder.Services.AddScoped<NumberTaker>();
        builder.Services.AddScoped<CreditNoteIssuer>();
        builder.Services.AddEventHandler<PeriodStarted, IssueInvoice, BillingDb>("billing");
        builder.Services.AddEventHandler<SubscriptionClosed, ApplyClosingCredit, BillingDb>("billing");
        builder.Services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.Section)
            .Validate(o => o.PaymentTermDays is >= 0 and <= 365, "Billing:PaymentTermDays must be 0 to 365.").ValidateOnStart();
    }

    public static void MapBilling(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<InvoiceGrpc>();
        endpoints.MapGrpcService<PortalGrpc>();
        endpoints.MapGrpcService<ParkedWorkGrpc>();
    }
}
