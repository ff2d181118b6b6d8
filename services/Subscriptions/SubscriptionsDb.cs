using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions.Access;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;
using Subscriptions.CodeRateLimits;
using Subscriptions.Coupons;
using Subscriptions.Customers;
using Subscriptions.Numbering;
using Subscriptions.Orders;
using Subscriptions.Orders.Runs;
using Subscriptions.Passes;
using Subscriptions.Settings;

namespace Subscriptions;

public abstract class SubscriptionsDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<EmailStatus> EmailStatuses => Set<EmailStatus>();

    public DbSet<CloseReason> CloseReasons => Set<CloseReason>();

    public DbSet<PlanCopy> Plans => Set<PlanCopy>();

    public DbSet<ProductCopy> Products => Set<ProductCopy>();

    public DbSet<Coupon> Coupons => Set<Coupon>();

    public DbSet<CodeRateLimit> CodeRateLimits => Set<CodeRateLimit>();

    public DbSet<BusinessSettings> Settings => Set<BusinessSettings>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<Numbers> Numbers => Set<Numbers>();

    public DbSet<UsedTrial> UsedTrials => Set<UsedTrial>();

    public DbSet<MrrMovement> MrrMovements => Set<MrrMovement>();

    public DbSet<DunningRecord> DunningRecords => Set<DunningRecord>();

    public DbSet<Pass> Passes => Set<Pass>();

    public DbSet<PassHolder> PassHolders => Set<PassHolder>();

    public DbSet<PassEntry> PassEntries => Set<PassEntry>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<WinBack> WinBacks => Set<WinBack>();

    public DbSet<WinBackPass> WinBackPasses => Set<WinBackPass>();

    public DbSet<GrantingPlan> GrantingPlans => Set<GrantingPlan>();

    public DbSet<GrantingOrder> GrantingOrders => Set<GrantingOrder>();

    public DbSet<PassTemplate> PassTemplates => Set<PassTemplate>();

    public DbSet<ClassType> ClassTypes => Set<ClassType>();

    public DbSet<BillingBatch> BillingBatches => Set<BillingBatch>();

    public DbSet<BillingRun> BillingRuns => Set<BillingRun>();
}

public sealed class SubscriptionsSqliteDb(DbContextOptions<SubscriptionsSqliteDb> options) : SubscriptionsDb(options);

public sealed class SubscriptionsSqlServerDb(DbContextOptions<SubscriptionsSqlServerDb> options) : SubscriptionsDb(options);

public sealed class SubscriptionsPostgresDb(DbContextOptions<SubscriptionsPostgresDb> options) : SubscriptionsDb(options);
