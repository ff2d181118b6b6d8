using Microsoft.EntityFrameworkCore;
using Plans.ClassTypes;
using Plans.PassTemplates;
using Plans.Plans;
using Plans.Products;
using ServiceDefaults.Data;

namespace Plans;

public abstract class PlansDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ClassType> ClassTypes => Set<ClassType>();

    public DbSet<PassTemplate> PassTemplates => Set<PassTemplate>();
}

public sealed class PlansSqliteDb(DbContextOptions<PlansSqliteDb> options) : PlansDb(options);

public sealed class PlansSqlServerDb(DbContextOptions<PlansSqlServerDb> options) : PlansDb(options);

public sealed class PlansPostgresDb(DbContextOptions<PlansPostgresDb> options) : PlansDb(options);
