using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Benchmarks.Measuring;

namespace Benchmarks.Deployments;

/// <summary>The system as it runs somewhere, with a business in it.</summary>
internal abstract class Deployment : IAsyncDisposable
{
    private const int Size = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public abstract string Name { get; }

    /// <summary>Calls the Subscriptions service itself, and JSON at the gateway.</summary>
    public StandaloneClient Client { get; private set; } = null!;

    /// <summary>Calls every service.</summary>
    public StandaloneClient Everywhere { get; private set; } = null!;

    /// <summary>Of the Subscriptions service.</summary>
    public Orders Orders { get; private set; } = null!;

    public Sample Sample { get; private set; } = null!;

    /// <summary>A database on the same server with the same tables and orders as Subscriptions has, which only the limit uses.</summary>
    public DbDataSource Twin { get; private set; } = null!;

    public Orders TwinOrders { get; private set; } = null!;

    /// <summary>The server has one writer at a time.</summary>
    public abstract bool WritesInTurn { get; }

    /// <param name="service">plans, subscriptions ...</param>
    public abstract DbDataSource Database(string service);

    /// <summary>Waits until all that closes and billing runs have caused is over, mails too.</summary>
    public async Task Settled()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsSettled())
        {
            await Task.Delay(Interval, limit.Token);
        }
    }

    /// <summary>Bytes that the system's own processes hold, without the database server and the broker.</summary>
    public long MemoryInUse() => Processes().Sum(part =>
    {
        using var process = Process.GetProcessById(part.Process);
        return process.WorkingSet64;
    });

    /// <summary>Processor time so far of each part of the system, the database server and the broker among them.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ProcessorTimes() => Servers().Concat(Processes()).ToDictionary(part => part.Name, part => ProcessorTime.OfTree(part.Process));

    public abstract ValueTask DisposeAsync();

    /// <summary>The system's own.</summary>
    protected abstract IReadOnlyList<(string Name, int Process)> Processes();

    /// <summary>What it stands on.</summary>
    protected virtual IReadOnlyList<(string Name, int Process)> Servers() => [];

    protected abstract Task<DbDataSource> MakeTwin();

    /// <summary>What the server does by and by for tables that have grown.</summary>
    protected virtual Task Analyse(DbDataSource database) => Task.CompletedTask;

    protected async Task Prepare(StandaloneClient everywhere, StandaloneClient subscriptions)
    {
        (Client, Everywhere) = (subscriptions, everywhere);
        var database = Database("subscriptions");
        Sample = await Sample.Take(everywhere, database);
        Twin = await MakeTwin();
        Orders = new Orders(database, Sample);
        TwinOrders = new Orders(Twin, Sample);
        foreach (var (orders, place) in new[] { (Orders, database), (TwinOrders, Twin) })
        {
            await orders.Fill(Size);
            await Analyse(place);
        }

        await Settled();
    }

    private async Task<bool> IsSettled()
    {
        var closed = await Count("subscriptions", """SELECT COUNT(*) FROM "Outbox" WHERE "Type" = 'SubscriptionClosed'""");
        return await Count("billing", """SELECT COUNT(*) FROM "Inbox" WHERE "Handler" = 'billing-close-subscription'""") == closed
            && await Count("notifications", """SELECT COUNT(*) FROM "Inbox" WHERE "Handler" = 'notifications-on-subscription-closed'""") == closed
            && await Count("notifications", """SELECT COUNT(*) FROM "OutgoingMails" WHERE "State" = 'Queued'""") == 0
            && await Count("subscriptions", """SELECT COUNT(*) FROM "Outbox" WHERE "CompletedAt" IS NULL""") == 0
            && await Count("billing", """SELECT COUNT(*) FROM "Outbox" WHERE "CompletedAt" IS NULL""") == 0
            && await Count("notifications", """SELECT COUNT(*) FROM "ChatterEntries" WHERE "Kind" = 'InvoiceIssued'""")
                == await Count("billing", """SELECT COALESCE(SUM("Last"), 0) FROM "NumberSeries" WHERE "Series" = 'INV'""")
            && await Count("notifications", """SELECT COUNT(*) FROM "Outbox" WHERE "CompletedAt" IS NULL""") == 0;
    }

    private async Task<long> Count(string service, string query)
    {
        await using var command = Database(service).CreateCommand(query);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
