using System.Net;
using Contracts.Events;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MassTransit;
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
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;

namespace Testing;

/// <summary>How a test wants its service.</summary>
public sealed class ServiceSettings
{
    public TestClock Clock { get; init; } = TestClock.At("2026-01-15T10:00:00Z");

    /// <summary>Configuration, such as Billing:PaymentTermDays.</summary>
    public Dictionary<string, string?> Configuration { get; init; } = [];

    /// <summary>Last word on what is registered.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Where its data lies; a new folder that is removed afterwards when not given.</summary>
    public string? Folder { get; init; }
}

/// <summary>
/// A real service: its own code and SQLite files, a real gRPC port on loopback, an in-memory bus; only the clock and the
/// key of the access tokens are the test's.
/// </summary>
public sealed class ServiceUnderTest<TDb> : IAsyncDisposable
    where TDb : ServiceDb
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly bool _ownsFolder;
    private readonly DeliveryCounter _deliveries = new();

    private ServiceUnderTest(WebApplication app, GrpcChannel channel, TestClock clock, TestTokens tokens, string folder, bool ownsFolder)
    {
        _app = app;
        _channel = channel;
        _ownsFolder = ownsFolder;
        Clock = clock;
        Tokens = tokens;
        Folder = folder;
        app.Services.GetRequiredService<IBus>().ConnectReceiveObserver(_deliveries);
    }

    public TestClock Clock { get; }

    public TestTokens Tokens { get; }

    /// <summary>DataDirectory.</summary>
    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="add">The service's Add method, as its Program calls it.</param>
    /// <param name="map">The service's Map method.</param>
    public static async Task<ServiceUnderTest<TDb>> Start(
        Action<IHostApplicationBuilder> add, Action<IEndpointRouteBuilder> map, ServiceSettings? settings = null)
    {
        settings ??= new ServiceSettings();
        var folder = settings.Folder ?? Directory.CreateTempSubdirectory("service-").FullName;
        var tokens = new TestTokens(settings.Clock);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["DataDirectory"] = folder });
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<TimeProvider>(settings.Clock);
        builder.AddServiceDefaults("test");
        add(builder);
        builder.AddMessaging();
        tokens.TrustedBy(builder.Services);
        settings.Services(builder.Services);

        var app = builder.Build();
        app.MapServiceDefaults();
        map(app);
        await CreateDatabases(app.Services);
        await app.StartAsync();
        return new ServiceUnderTest<TDb>(app, GrpcChannel.ForAddress(app.Urls.First()), settings.Clock, tokens, folder, settings.Folder is null);
    }

    /// <summary>A client with this access token, or without any.</summary>
    public TClient Client<TClient>(string? token)
        where TClient : ClientBase<TClient>
    {
        var invoker = _channel.Intercept(headers =>
        {
            if (token is not null)
            {
                headers.Add("authorization", $"Bearer {token}");
            }

            return headers;
        });
        return (TClient)Activator.CreateInstance(typeof(TClient), invoker)!;
    }

    /// <summary>Delivers an event as another service would publish it.</summary>
    public Task Publish(IEvent e) => _app.Services.GetRequiredService<IBus>().Publish(e, e.GetType(), context => context.MessageId = e.EventId);

    /// <summary>Looks into the service's database.</summary>
    public async Task<T> Read<T>(Func<TDb, Task<T>> read)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    /// <summary>The events of one kind that the service has saved for publishing, oldest first.</summary>
    public Task<List<TEvent>> Raised<TEvent>()
        where TEvent : IEvent => Read(async db =>
    {
        var name = typeof(TEvent).Name;
        var rows = await db.Outbox.AsNoTracking().Where(m => m.Type == name).OrderBy(m => m.Sequence).ToListAsync();
        return rows.Select(m => (TEvent)m.Read()).ToList();
    });

    /// <summary>Waits until the handlers named have handled an event.</summary>
    /// <param name="handlers">How many of this service's handlers take it.</param>
    public Task Handled(Guid eventId, int handlers = 1) => Eventually.Async(
        () => Read(async db => await db.Inbox.CountAsync(m => m.EventId == eventId) >= handlers), $"event {eventId} to be handled");

    /// <summary>Waits until this many deliveries of an event are over, whether they did anything or not.</summary>
    public Task Delivered(Guid eventId, int times) =>
        Eventually.Async(() => Task.FromResult(_deliveries.Of(eventId) >= times), $"{times} deliveries of event {eventId}");

    /// <summary>Runs what is due now, instead of at the loop's next look.</summary>
    public Task<int> RunDueWork() => _app.Services.GetRequiredService<DueWorkLoop<TDb>>().RunUntilNothingIsDue(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Tokens.Dispose();
        if (_ownsFolder)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>By the service's migrations, as in production.</summary>
    private static async Task CreateDatabases(IServiceProvider services)
    {
        foreach (var module in services.GetServices<ServiceModule>())
        {
            await using var scope = services.CreateAsyncScope();
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
    }
}
