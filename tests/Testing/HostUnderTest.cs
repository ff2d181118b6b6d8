using System.Net;
using Contracts.Events;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults;
using ServiceDefaults.Clients;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Hosting;
using ServiceDefaults.Messaging;

namespace Testing;

/// <summary>One service of a host, by the methods that its Program calls.</summary>
public sealed record HostedService(Action<IHostApplicationBuilder> Add, Action<IEndpointRouteBuilder> Map);

/// <summary>
/// One process with one or several real services: their own code and databases, a real gRPC port on loopback, events in process;
/// only the clock and the key of the access tokens are the test's. The services reach each other through the port.
/// </summary>
public sealed class HostUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly PostgresDatabases? _databases;
    private readonly bool _ownsFolder;
    private readonly EventSequences _sequences = new();
    private bool _ended;

    private HostUnderTest(WebApplication app, ServiceSettings settings, TestTokens tokens, string folder, PostgresDatabases? databases)
    {
        _app = app;
        _channel = GrpcChannel.ForAddress(app.Urls.First());
        _databases = databases;
        _ownsFolder = settings.Folder is null;
        Clock = settings.Clock;
        Tokens = tokens;
        Folder = folder;
    }

    public TestClock Clock { get; }

    public TestTokens Tokens { get; }

    /// <summary>DataDirectory.</summary>
    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Of its port, which speaks HTTP/2 without TLS.</summary>
    public Uri Address => new(_app.Urls.First());

    public static async Task<HostUnderTest> Start(ServiceSettings settings, params HostedService[] services)
    {
        var folder = settings.Folder ?? Directory.CreateTempSubdirectory("service-").FullName;
        var tokens = new TestTokens(settings.Clock);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDirectory"] = folder,
            ["Database:Provider"] = settings.Database.ToString(),
            // What fails on purpose is parked at once, not after seconds.
            ["Messaging:RetryDelay"] = "00:00:00.005",
            // An answer that does not follow a change is noticed, and not right again a second later.
            ["Access:KeepFor"] = "00:00:10",
        });
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<TimeProvider>(settings.Clock);
        builder.Services.AddSingleton(new WallClock(settings.Clock));
        builder.AddServiceDefaults("test");
        foreach (var service in services)
        {
            service.Add(builder);
        }

        builder.AddMessaging();
        ObservedTransport.AddTo(builder.Services);
        tokens.TrustedBy(builder.Services);
        builder.Services.AddKeyedSingleton<IAccessTokenSource>(ClientSetup.OwnIdentity, new OwnTokens(tokens));
        settings.Services(builder.Services);

        var app = builder.Build();
        app.MapServiceDefaults();
        foreach (var service in services)
        {
            service.Map(app);
        }

        var databases = settings.Database == DatabaseProvider.Postgres ? new PostgresDatabases() : null;
        await CreateDatabases(app, databases);
        await app.StartAsync();
        foreach (var module in app.Services.GetServices<ServiceModule>())
        {
            app.Configuration[$"Services:{module.Name}:Address"] = app.Urls.First();
        }

        return new HostUnderTest(app, settings, tokens, folder, databases);
    }

    /// <summary>A client with this access token, or without any.</summary>
    public TClient Client<TClient>(string? token)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), Invoker(token))!;

    /// <summary>A client whose calls return when all services here have handled what the called one, whose database it names, has published.</summary>
    public TClient FollowedClient<TDb, TClient>(string? token)
        where TDb : ServiceDb
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), Invoker(token).Intercept(new FollowedChanges<TDb>(this)))!;

    /// <summary>For calls that no generated client makes.</summary>
    public CallInvoker Invoker(string? token) => _channel.Intercept(headers =>
    {
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        return headers;
    });

    /// <summary>Delivers an event as another service would publish it; a subscription's is numbered in the order of publishing unless it has a number.</summary>
    public Task Publish(IEvent e) => Transport.Publish(_sequences.Number(e), handlers: null, _ => { }, CancellationToken.None);

    /// <summary>Between the services' outboxes and their handlers.</summary>
    public ObservedTransport Transport => _app.Services.GetRequiredService<ObservedTransport>();

    /// <summary>Looks into a service's database.</summary>
    public async Task<T> Read<TDb, T>(Func<TDb, Task<T>> read)
        where TDb : ServiceDb
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    /// <summary>The events of one kind that a service has saved for publishing, oldest first.</summary>
    public Task<List<TEvent>> Raised<TDb, TEvent>()
        where TDb : ServiceDb
        where TEvent : IEvent => Read<TDb, List<TEvent>>(async db =>
    {
        var name = typeof(TEvent).Name;
        var rows = await db.Outbox.AsNoTracking().Where(m => m.Type == name && !m.IsRedelivery).OrderBy(m => m.Sequence).ToListAsync();
        return rows.Select(m => (TEvent)m.Read()).ToList();
    });

    /// <summary>Waits until the handlers of a service have handled an event.</summary>
    public Task Handled<TDb>(Guid eventId, int handlers = 1)
        where TDb : ServiceDb => Eventually.Async(
        () => Read<TDb, bool>(async db => await db.Inbox.CountAsync(m => m.EventId == eventId) >= handlers), $"event {eventId} to be handled");

    /// <summary>Waits until an event was delivered so often, each time to all of its handlers, whether they did anything or not.</summary>
    public Task Delivered(Guid eventId, int times) =>
        Eventually.Async(() => Task.FromResult(Transport.Deliveries(eventId) >= times), $"{times} deliveries of event {eventId}");

    /// <summary>
    /// Runs what is due now in a service, instead of at its loop's next look. What the loop has in hand already is waited for, unless it waits
    /// itself, such as for a provider that is silent.
    /// </summary>
    public async Task<int> RunDueWork<TDb>()
        where TDb : ServiceDb
    {
        var loop = _app.Services.GetRequiredService<DueWorkLoop<TDb>>();
        var end = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(5);
        var handled = await loop.RunUntilNothingIsDue(CancellationToken.None);
        while ((loop.BatchesInProgress > 0 || await IsInHand<TDb>()) && TimeProvider.System.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25));
            handled += await loop.RunUntilNothingIsDue(CancellationToken.None);
        }

        return handled;
    }

    private Task<bool> IsInHand<TDb>()
        where TDb : ServiceDb
    {
        var now = Clock.GetUtcNow();
        return Read<TDb, bool>(db => db.WorkLeases.AnyAsync(l => l.Attempts == 0 && l.ParkedAt == null && l.LeaseUntil > now));
    }

    /// <summary>
    /// Lets the time pass that failed due work waits before its next try: where this and the service's own loop meet on one order,
    /// one of them has to come again.
    /// </summary>
    public async Task PassBackOff<TDb>()
        where TDb : ServiceDb
    {
        var failed = await Read<TDb, List<WorkLease>>(db => db.WorkLeases.AsNoTracking().Where(l => l.Attempts > 0 && l.ParkedAt == null).ToListAsync());
        if (failed.Count > 0 && failed.Max(l => l.LeaseUntil) is var until && until > Clock.GetUtcNow())
        {
            Clock.SetUtcNow(until);
        }
    }

    /// <summary>Ends the process without letting it finish anything.</summary>
    public async Task Kill()
    {
        _ended = true;
        _channel.Dispose();
        await _app.DisposeAsync();
        Tokens.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _channel.Dispose();
            await _app.StopAsync();
            await _app.DisposeAsync();
            Tokens.Dispose();
        }

        if (_databases is not null)
        {
            await _databases.DisposeAsync();
        }

        if (_ownsFolder)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>By the services' migrations, as in production; all but the first of a kind are copies of it.</summary>
    private static async Task CreateDatabases(WebApplication app, PostgresDatabases? databases)
    {
        foreach (var module in app.Services.GetServices<ServiceModule>())
        {
            if (databases is not null && app.Configuration.GetConnectionString(module.Name) is null)
            {
                app.Configuration[$"ConnectionStrings:{module.Name}"] = await MigratedDatabases.OnPostgres(
                    databases, module, connection => Create(app, module, connection));
            }
            else
            {
                await MigratedDatabases.OnSqlite(app, module, () => Create(app, module));
            }
        }
    }

    private static Task Create(WebApplication app, ServiceModule module, string connection)
    {
        app.Configuration[$"ConnectionStrings:{module.Name}"] = connection;
        return Create(app, module);
    }

    private static async Task Create(WebApplication app, ServiceModule module)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
        if (db.Database.GetMigrations().Any())
        {
            await db.Database.MigrateAsync();
        }
        else
        {
            await db.Database.EnsureCreatedAsync();
        }
    }

    /// <summary>The identity by which a service asks another one.</summary>
    private sealed class OwnTokens(TestTokens tokens) : IAccessTokenSource
    {
        public ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct) =>
            new(tokens.Application(audience, $"{audience}:read", "services"));
    }
}
