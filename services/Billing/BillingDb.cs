using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Credits.CreditNotes;
using Billing.Credits.Refunds;
using Billing.Customers;
using Billing.Dunning.Campaigns;
using Billing.Dunning.Cases;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Billing.Payments.Reversals;
using Billing.Subscriptions.Ordering;
using Billing.Taxes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace Billing;

public abstract class BillingDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<CreditNote> CreditNotes => Set<CreditNote>();

    public DbSet<CreditBalance> CreditBalances => Set<CreditBalance>();

    public DbSet<CreditEntry> CreditEntries => Set<CreditEntry>();

    public DbSet<BilledCustomer> Customers => Set<BilledCustomer>();

    public DbSet<SubscriptionBilling> SubscriptionBillings => Set<SubscriptionBilling>();

    public DbSet<SoldPass> SoldPasses => Set<SoldPass>();

    public DbSet<EarlyEvent> EarlyEvents => Set<EarlyEvent>();

    public DbSet<SavedPaymentMethod> PaymentMethods => Set<SavedPaymentMethod>();

    public DbSet<PaymentProfile> PaymentProfiles => Set<PaymentProfile>();

    public DbSet<PaymentAttempt> PaymentAttempts => Set<PaymentAttempt>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<PaymentReversal> Reversals => Set<PaymentReversal>();

    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    public DbSet<TaxRate> TaxRates => Set<TaxRate>();

    public DbSet<DunningCampaign> DunningCampaigns => Set<DunningCampaign>();

    public DbSet<DunningCase> DunningCases => Set<DunningCase>();

    public DbSet<BilledPlan> Plans => Set<BilledPlan>();

    public DbSet<TaxExemption> TaxExemptions => Set<TaxExemption>();
}

public sealed class BillingSqliteDb(DbContextOptions<BillingSqliteDb> options) : BillingDb(options);

public sealed class BillingSqlServerDb(DbContextOptions<BillingSqlServerDb> options) : BillingDb(options);

public sealed class BillingPostgresDb(DbContextOptions<BillingPostgresDb> options) : BillingDb(options);
