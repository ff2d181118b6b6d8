using System.Security.Claims;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Access.Nameless;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Access;

/// <summary>Where the contract names no callers, and where there is no contract, nobody passes. Every rpc of ours names some, so only a contract of the test's own can tell.</summary>
public sealed class DefaultDenyTests
{
    private const string Module = "nameless";

    private static readonly Dictionary<string, Claim[]> Callers = new()
    {
        ["staff"] = [new("sub", "x"), new("role", "staff")],
        ["customer"] = [new("sub", "x"), new("role", "customer"), new("customer_id", Guid.CreateVersion7().ToString())],
        ["application"] = [new("sub", "x"), new("role", "application"), new("scope", Module)],
    };

    [Fact]
    public async Task An_rpc_whose_contract_names_no_callers_is_callable_by_nobody()
    {
        await using var service = await Start(ContractIndex.With(typeof(NamelessService).Assembly));

        foreach (var (who, claims) in Callers)
        {
            var refused = await Call(service, "Forgotten", service.Tokens.Sign(Module, claims));
            (who, refused?.Status, refused?.Reason).ShouldBe((who, StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED"));
        }

        (await Call(service, "Forgotten", null))?.Status.ShouldBe(StatusCode.Unauthenticated);
        (await Call(service, "ForStaff", service.Tokens.Sign(Module, Callers["staff"]))).ShouldBeNull("the one beside it names its callers");
    }

    [Fact]
    public async Task An_rpc_without_a_contract_is_callable_by_nobody()
    {
        await using var service = await Start(new ContractIndex());

        foreach (var token in Callers.Values.Select(claims => service.Tokens.Sign(Module, claims)).Append(null))
        {
            var refused = await Call(service, "ForStaff", token);
            (refused?.Status, refused?.Reason).ShouldBe((StatusCode.PermissionDenied, "NOT_IN_CONTRACT"));
        }
    }

    private static Task<ServiceUnderTest<ThingsDb>> Start(ContractIndex contracts) => ServiceUnderTest<ThingsDb>.Start(
        builder => builder.AddServiceDatabase<ThingsDb, ThingsDb, ThingsDb, ThingsDb>(Module),
        endpoints => endpoints.MapGrpcService<Anything>(),
        new ServiceSettings { Services = services => services.AddSingleton(contracts) });

    /// <returns>Null when it was answered.</returns>
    private static async Task<Refused?> Call(ServiceUnderTest<ThingsDb> service, string rpc, string? token) =>
        (await service.Invoker(token).Call(NamelessService.Descriptor.FindMethodByName(rpc), new Empty())).Refused;

    private sealed class Anything : NamelessService.NamelessServiceBase
    {
        public override Task<Empty> Forgotten(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

        public override Task<Empty> ForStaff(Empty request, ServerCallContext context) => Task.FromResult(new Empty());
    }
}
