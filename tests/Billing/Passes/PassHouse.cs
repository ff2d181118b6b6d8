using ServiceDefaults.Data;

namespace Billing.Tests.Passes;

public sealed class PassesOnSqlite() : PassHouse(DatabaseProvider.Sqlite);

public sealed class PassesOnPostgres() : PassHouse(DatabaseProvider.Postgres);

/// <summary>One Billing for all tests of a class, which have customers and passes of their own.</summary>
public abstract class PassHouse(DatabaseProvider database) : IAsyncLifetime
{
    public BillingUnderTest Billing { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Billing = await BillingUnderTest.Start(database: database);
        await Billing.TaxRate("vat");
    }

    public async Task DisposeAsync() => await Billing.DisposeAsync();
}
