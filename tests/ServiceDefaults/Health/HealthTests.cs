using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Health;
using ServiceDefaults.Tests.Support;
using static Grpc.Health.V1.HealthCheckResponse.Types;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace ServiceDefaults.Tests.Health;

/// <summary>grpc.health.v1, for whoever asks: no token is needed.</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plans.v1.PlanService")]
    public async Task The_process_and_its_services_are_serving(string service)
    {
        await using var things = await ThingsUnderTest.Start();

        (await Client(things).CheckAsync(new HealthCheckRequest { Service = service })).Status.ShouldBe(ServingStatus.Serving);
    }

    [Theory]
    [InlineData("plans.v1.NoSuchService")]
    [InlineData("billing.v1.InvoiceService")]
    [InlineData("x")]
    public async Task A_service_that_the_process_does_not_host_is_not_found(string service)
    {
        await using var things = await ThingsUnderTest.Start();

        var refused = await Refused.By(Client(things).CheckAsync(new HealthCheckRequest { Service = service }));

        (refused.Status, refused.Reason).ShouldBe((StatusCode.NotFound, "NOT_FOUND"));
    }

    [Fact]
    public async Task A_watch_tells_the_state_at_once_and_what_is_unknown_as_such()
    {
        await using var things = await ThingsUnderTest.Start();
        using var known = Client(things).Watch(new HealthCheckRequest { Service = "plans.v1.PlanService" });
        using var unknown = Client(things).Watch(new HealthCheckRequest { Service = "plans.v1.NoSuchService" });

        (await Next(known)).ShouldBe(ServingStatus.Serving);
        (await Next(unknown)).ShouldBe(ServingStatus.ServiceUnknown);
    }

    [Fact]
    public async Task A_watch_tells_when_the_process_stops_and_starts_to_serve()
    {
        var ready = true;
        await using var things = await ThingsUnderTest.Start(new ServiceSettings
        {
            Services = services =>
            {
                services.AddHealthChecks().AddCheck("switch", () => ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(), [HealthSetup.Ready]);
                LookOften(services);
            },
        });
        using var watch = Client(things).Watch(new HealthCheckRequest());
        (await Next(watch)).ShouldBe(ServingStatus.Serving);

        ready = false;
        (await Change(watch)).ShouldBe(ServingStatus.NotServing);
        (await Client(things).CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);

        ready = true;
        (await Change(watch)).ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task An_open_watch_hears_of_the_end_and_does_not_hold_it_up()
    {
        var things = await ThingsUnderTest.Start();
        using var watch = Client(things).Watch(new HealthCheckRequest());
        (await Next(watch)).ShouldBe(ServingStatus.Serving);
        var lifetime = things.Service.Services.GetRequiredService<IHostApplicationLifetime>();

        lifetime.StopApplication();

        (await Change(watch)).ShouldBe(ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();
        await things.DisposeAsync();
    }

    [Fact]
    public async Task A_process_that_stops_says_so_before_its_port_closes()
    {
        await using var things = await ThingsUnderTest.Start(new ServiceSettings
        {
            Configuration = new() { ["Shutdown:DrainDelay"] = "00:00:03" },
            Services = LookOften,
        });
        using var watch = Client(things).Watch(new HealthCheckRequest());
        (await Next(watch)).ShouldBe(ServingStatus.Serving);

        // As SIGTERM does.
        things.Service.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var stopped = things.Service.Services.GetRequiredService<IHost>().StopAsync();

        (await Client(things).CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);
        (await Client(things).CheckAsync(new HealthCheckRequest { Service = "plans.v1.PlanService" })).Status.ShouldBe(ServingStatus.NotServing);
        (await Change(watch)).ShouldBe(ServingStatus.NotServing);
        stopped.IsCompleted.ShouldBeFalse();
        await stopped;
    }

    /// <summary>As often as can be, where a test waits for what a watch tells.</summary>
    private static void LookOften(IServiceCollection services) => services.Configure<HealthCheckPublisherOptions>(publisher =>
    {
        publisher.Delay = TimeSpan.FromSeconds(1);
        publisher.Period = TimeSpan.FromSeconds(1);
    });

    private static HealthClient Client(ThingsUnderTest things) => things.Service.Client<HealthClient>(null);

    /// <summary>The next status that is another one: the first may come twice, once as asked for and once as published.</summary>
    private static async Task<ServingStatus> Change(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        var before = watch.ResponseStream.Current.Status;
        ServingStatus next;
        do
        {
            next = await Next(watch);
        }
        while (next == before);
        return next;
    }

    private static async Task<ServingStatus> Next(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        (await watch.ResponseStream.MoveNext(bound.Token)).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }
}
