using Microsoft.EntityFrameworkCore;
using Plans.Plans;
using Plans.Products;
using ServiceDefaults.Data;

namespace Plans;

public abstract class PlansDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<Product> Products => Set<Product>();
}

public sealed class PlansSqliteDb(DbContextOptions<PlansSqliteDb> options) : PlansDb(options);

public sealed class PlansSqlServerDb(DbContextOptions<PlansSqlServerDb> options) : PlansDb(options);

public sealed class PlansPostgresDb(DbContextOptions<PlansPostgresDb> options) : PlansDb(options);
