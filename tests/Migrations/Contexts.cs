using Migrator;
using ServiceDefaults.Data;
using Xunit;

namespace Migrations.Tests;

/// <summary>What the theories run over, by name so that the runner can list each.</summary>
public static class Contexts
{
    public static TheoryData<string> All => [.. ServiceContext.All.Select(context => context.ToString())];

    public static TheoryData<string> Services => [.. ServiceContext.All.Select(context => context.Service).Distinct()];

    public static ServiceContext Named(string name) => ServiceContext.All.Single(context => context.ToString() == name);

    public static ServiceContext Of(string service, DatabaseProvider provider) =>
        ServiceContext.All.Single(context => context.Service == service && context.Provider == provider);
}
