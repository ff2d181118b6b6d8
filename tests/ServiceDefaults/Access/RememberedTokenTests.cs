using System.Security.Claims;
using Billing;
using Contracts.Plans.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Plans;
using ServiceDefaults.Access;
using ServiceDefaults.Tests.Support;
using Wire = Contracts.Billing.V1;

namespace ServiceDefaults.Tests.Access;

/// <summary>A token that a service has verified a moment ago opens no door that it would not open now.</summary>
public sealed class RememberedTokenTests
{
    /// <summary>A verifier takes clocks of two machines to differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_is_refused_from_its_own_end_on()
    {
        await using var things = await ThingsUnderTest.Start();
        var client = things.Service.Client<PlanService.PlanServiceClient>(Token(things.Service.Tokens, TimeSpan.FromSeconds(10)));

        await Read(client);
        things.Clock.Advance(TimeSpan.FromSeconds(9) + Skew);
        await Read(client);
        things.Clock.Advance(TimeSpan.FromSeconds(1));

        (await Refused.By(Get(client))).Status.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task With_its_key_withdrawn_it_is_refused_within_a_minute_and_the_new_key_is_taken_at_once()
    {
        await using var things = await ThingsUnderTest.Start();
        using var renewed = new TestTokens(things.Clock);
        var old = things.Service.Client<PlanService.PlanServiceClient>(Token(things.Service.Tokens, TimeSpan.FromHours(1)));
        var other = things.Service.Client<PlanService.PlanServiceClient>(Token(things.Service.Tokens, TimeSpan.FromHours(1)));
        await Read(old);

        Publish(things, renewed);

        (await Refused.By(Get(other))).Status.ShouldBe(StatusCode.Unauthenticated, "it was never verified by the withdrawn key");
        await Read(things.Service.Client<PlanService.PlanServiceClient>(Token(renewed, TimeSpan.FromHours(1))));
        things.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Refused.By(Get(old))).Status.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Within_its_minute_it_is_not_verified_again()
    {
        await using var things = await ThingsUnderTest.Start();
        using var renewed = new TestTokens(things.Clock);
        var client = things.Service.Client<PlanService.PlanServiceClient>(Token(things.Service.Tokens, TimeSpan.FromHours(1)));
        await Read(client);

        Publish(things, renewed);
        things.Clock.Advance(TimeSpan.FromSeconds(59));

        await Read(client);
    }

    [Fact]
    public async Task Good_for_one_service_it_is_refused_by_another_one_in_the_same_process()
    {
        await using var host = await HostUnderTest.Start(
            new ServiceSettings(),
            new HostedService(builder => builder.AddPlans(), endpoints => endpoints.MapPlans()),
            new HostedService(builder => builder.AddBilling(), endpoints => endpoints.MapBilling()));
        var token = host.Tokens.Staff("plans");

        for (var time = 0; time < 2; time++)
        {
            await host.Client<PlanService.PlanServiceClient>(token).ListPlansAsync(new ListPlansRequest());
            var refused = await Refused.By(host.Client<Wire.InvoiceService.InvoiceServiceClient>(token).ListInvoicesAsync(new Wire.ListInvoicesRequest()));
            (refused.Status, refused.Reason).ShouldBe((StatusCode.PermissionDenied, "WRONG_AUDIENCE"));
        }
    }

    [Fact]
    public async Task Two_people_who_call_in_turn_stay_two_people()
    {
        await using var things = await ThingsUnderTest.Start();
        var callers = new List<string>();
        things.Probe.OnRead = context =>
        {
            callers.Add(context.Caller().Subject);
            return Task.CompletedTask;
        };
        var (ada, bob) = (things.As("ada"), things.As("bob"));

        foreach (var client in new[] { ada, bob, ada, bob })
        {
            await Read(client);
        }

        callers.ShouldBe(["ada", "bob", "ada", "bob"]);
    }

    private static string Token(TestTokens tokens, TimeSpan lifetime) =>
        tokens.Sign("plans", [new("sub", Guid.CreateVersion7().ToString()), new("role", "staff"), new Claim("name", "Maria Rossi")], lifetime);

    private static AsyncUnaryCall<Plan> Get(PlanService.PlanServiceClient client) => client.GetPlanAsync(new GetPlanRequest { Id = "a" });

    private static async Task Read(PlanService.PlanServiceClient client) => (await Get(client)).Id.ShouldBe("a");

    /// <summary>Only these tokens' key is published from now on.</summary>
    private static void Publish(ThingsUnderTest things, TestTokens tokens)
    {
        var published = KeysOf(things.Service.Services);
        published.Clear();
        var services = new ServiceCollection();
        services.AddOptions<JwtBearerOptions>(ServiceBearer.Scheme);
        tokens.TrustedBy(services);
        using var trusting = services.BuildServiceProvider();
        published.Add(KeysOf(trusting).Single());
    }

    private static ICollection<SecurityKey> KeysOf(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(ServiceBearer.Scheme).Configuration!.SigningKeys;
}
