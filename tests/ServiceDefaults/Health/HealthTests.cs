using Grpc.Core;
using Grpc.Health.V1;
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

        refused.Status.ShouldBe(StatusCode.NotFound);
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
    public async Task A_watch_sees_the_database_go()
    {
        await using var things = await ThingsUnderTest.Start();
        using var watch = Client(things).Watch(new HealthCheckRequest());
        (await Next(watch)).ShouldBe(ServingStatus.Serving);

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(Path.Combine(things.Service.Folder, "plans.db"));

        (await Next(watch)).ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task An_open_watch_hears_of_the_end_and_does_not_hold_it_up()
    {
        var things = await ThingsUnderTest.Start();
        using var watch = Client(things).Watch(new HealthCheckRequest());
        (await Next(watch)).ShouldBe(ServingStatus.Serving);
        var lifetime = (Microsoft.Extensions.Hosting.IHostApplicationLifetime)things.Service.Services.GetService(typeof(Microsoft.Extensions.Hosting.IHostApplicationLifetime))!;

        lifetime.StopApplication();

        (await Next(watch)).ShouldBe(ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();
        await things.DisposeAsync();
    }

    private static HealthClient Client(ThingsUnderTest things) => things.Service.Client<HealthClient>(null);

    private static async Task<ServingStatus> Next(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        (await watch.ResponseStream.MoveNext(bound.Token)).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }
}
