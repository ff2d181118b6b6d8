using Contracts.Events;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Data;

namespace Testing;

/// <summary>A <see cref="HostUnderTest"/> with one service.</summary>
public sealed class ServiceUnderTest<TDb> : IAsyncDisposable
    where TDb : ServiceDb
{
    private readonly HostUnderTest _host;

    private ServiceUnderTest(HostUnderTest host) => _host = host;

    public TestClock Clock => _host.Clock;

    public TestTokens Tokens => _host.Tokens;

    /// <summary>DataDirectory.</summary>
    public string Folder => _host.Folder;

    public IServiceProvider Services => _host.Services;

    /// <inheritdoc cref="HostUnderTest.Address"/>
    public Uri Address => _host.Address;

    /// <param name="add">The service's Add method, as its Program calls it.</param>
    /// <param name="map">The service's Map method.</param>
    public static async Task<ServiceUnderTest<TDb>> Start(
        Action<IHostApplicationBuilder> add, Action<IEndpointRouteBuilder> map, ServiceSettings? settings = null) =>
        new(await HostUnderTest.Start(settings ?? new ServiceSettings(), new HostedService(add, map)));

    /// <inheritdoc cref="HostUnderTest.Client{TClient}"/>
    public TClient Client<TClient>(string? token)
        where TClient : ClientBase<TClient> => _host.Client<TClient>(token);

    /// <inheritdoc cref="HostUnderTest.Invoker"/>
    public CallInvoker Invoker(string? token) => _host.Invoker(token);

    /// <inheritdoc cref="HostUnderTest.Publish"/>
    public Task Publish(IEvent e) => _host.Publish(e);

    /// <inheritdoc cref="HostUnderTest.Transport"/>
    public ObservedTransport Transport => _host.Transport;

    /// <summary>Looks into the service's database.</summary>
    public Task<T> Read<T>(Func<TDb, Task<T>> read) => _host.Read(read);

    /// <inheritdoc cref="HostUnderTest.Raised{TDb, TEvent}"/>
    public Task<List<TEvent>> Raised<TEvent>()
        where TEvent : IEvent => _host.Raised<TDb, TEvent>();

    /// <summary>Waits until the handlers named have handled an event.</summary>
    /// <param name="handlers">How many of this service's handlers take it.</param>
    public Task Handled(Guid eventId, int handlers = 1) => _host.Handled<TDb>(eventId, handlers);

    /// <inheritdoc cref="HostUnderTest.Delivered"/>
    public Task Delivered(Guid eventId, int times) => _host.Delivered(eventId, times);

    /// <inheritdoc cref="HostUnderTest.RunDueWork{TDb}"/>
    public Task<int> RunDueWork() => _host.RunDueWork<TDb>();

    /// <inheritdoc cref="HostUnderTest.Kill"/>
    public Task Kill() => _host.Kill();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
