using System.Security.Claims;
using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults.Access;

namespace ServiceDefaults.Tests.Access;

/// <summary>Every rpc of the contracts, tried by everyone who must not and everyone who may.</summary>
public sealed class EveryRpcTests(AllServices services) : IClassFixture<AllServices>
{
    private static readonly string[] Modules = ["plans", "subscriptions", "billing", "notifications"];
    private static readonly ContractIndex Index = new();
    private static readonly IReadOnlyList<Rpc> Hosted = [.. Index.Rpcs.Where(r => Modules.Contains(r.Module)).OrderBy(r => r.Path, StringComparer.Ordinal)];
    private static readonly Role[] People = [Role.Staff, Role.Customer, Role.Application];

    public static TheoryData<string> Rpcs => Of(_ => true);

    public static TheoryData<string> ForApplications => Of(r => r.Callers.Contains(Role.Application));

    public static TheoryData<string> MutationsForApplications => Of(r => r.Callers.Contains(Role.Application) && !r.ReadOnly);

    public static TheoryData<string> MutationsForCustomers => Of(r => r.Callers.Contains(Role.Customer) && !r.ReadOnly);

    [Fact]
    public void Every_rpc_of_the_contracts_is_tried() => Hosted.Count.ShouldBe(Index.Rpcs.Count(r => !r.Callers.Contains(Role.Anyone)));

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task Without_a_valid_token_nobody_passes(string path)
    {
        var rpc = Find(path);
        var tokens = services.Host.Tokens;
        var good = Token(rpc, rpc.Callers.First());
        var forged = new Dictionary<string, string?>
        {
            ["none"] = null,
            ["garbage"] = "garbage",
            ["expired"] = tokens.Sign(rpc.Module, Claims(rpc.Callers.First(), rpc.Module), TimeSpan.FromMinutes(-1)),
            ["tampered signature"] = Tampered(good),
            ["another key"] = tokens.Sign(rpc.Module, Claims(rpc.Callers.First(), rpc.Module), foreignKey: true),
            ["no algorithm"] = Unsigned(good),
            ["no subject"] = tokens.Sign(rpc.Module, Claims(rpc.Callers.First(), rpc.Module).Where(c => c.Type != "sub")),
            ["unknown role"] = tokens.Sign(rpc.Module, [new("sub", "x"), new("role", "root")]),
            ["customer without id"] = tokens.Sign(rpc.Module, [new("sub", "x"), new("role", "customer")]),
        };

        foreach (var (what, token) in forged)
        {
            var refused = (await Call(rpc, token)).ShouldNotBeNull();
            (what, refused.Status, refused.Reason).ShouldBe((what, StatusCode.Unauthenticated, "UNAUTHENTICATED"));
        }
    }

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task A_token_for_another_service_does_not_pass(string path)
    {
        var rpc = Find(path);

        foreach (var other in Modules.Except([rpc.Module]))
        {
            var refused = await Call(rpc, services.Host.Tokens.Sign(other, Claims(rpc.Callers.First(), rpc.Module)));
            refused.ShouldBeDenied("WRONG_AUDIENCE");
        }
    }

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task The_wrong_kind_of_caller_does_not_pass(string path)
    {
        var rpc = Find(path);

        foreach (var role in People.Except(rpc.Callers))
        {
            (await Call(rpc, Token(rpc, role))).ShouldBeDenied("ROLE_NOT_ALLOWED");
        }
    }

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task The_right_kind_of_caller_passes(string path)
    {
        var rpc = Find(path);

        foreach (var role in rpc.Callers)
        {
            var refused = await Call(rpc, Token(rpc, role));
            (refused?.Status).ShouldNotBeOneOf(StatusCode.Unauthenticated, StatusCode.PermissionDenied, StatusCode.Unimplemented, StatusCode.Internal);
            if (refused is not null)
            {
                refused.Reason.ShouldNotBeEmpty("every refusal has its ErrorInfo");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ForApplications))]
    public async Task An_application_without_the_services_scope_does_not_pass(string path)
    {
        var rpc = Find(path);

        foreach (var scope in (string[])["", "other", $"{rpc.Module}x", $"{rpc.Module}:write"])
        {
            (await Call(rpc, services.Host.Tokens.Application(rpc.Module, scope))).ShouldBeDenied("SCOPE_MISSING");
        }
    }

    [Theory]
    [MemberData(nameof(MutationsForApplications))]
    public async Task An_application_that_may_read_may_not_change(string path)
    {
        var rpc = Find(path);

        (await Call(rpc, services.Host.Tokens.Application(rpc.Module, $"{rpc.Module}:read"))).ShouldBeDenied("SCOPE_MISSING");
    }

    [Theory]
    [MemberData(nameof(MutationsForCustomers))]
    public async Task A_preview_may_not_change(string path)
    {
        var rpc = Find(path);

        (await Call(rpc, services.Host.Tokens.Customer(rpc.Module, Guid.CreateVersion7(), preview: true))).ShouldBeDenied("PREVIEW_READ_ONLY");
    }

    private static TheoryData<string> Of(Func<Rpc, bool> which)
    {
        var data = new TheoryData<string>();
        data.AddRange([.. Hosted.Where(which).Select(r => r.Path)]);
        return data;
    }

    private static Rpc Find(string path) => Index.Find(path)!;

    private string Token(Rpc rpc, Role role) => services.Host.Tokens.Sign(rpc.Module, Claims(role, rpc.Module));

    private static IEnumerable<Claim> Claims(Role role, string module)
    {
        var id = Guid.CreateVersion7().ToString();
        yield return new Claim("sub", id);
        yield return new Claim("role", role.ToString().ToLowerInvariant());
        if (role == Role.Customer)
        {
            yield return new Claim("customer_id", id);
        }

        if (role == Role.Application)
        {
            yield return new Claim("scope", module);
        }
    }

    /// <summary>One bit of the signature flipped.</summary>
    private static string Tampered(string token)
    {
        var at = token.LastIndexOf('.') + 10;
        return $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";
    }

    /// <summary>The same claims under "alg": "none".</summary>
    private static string Unsigned(string token) =>
        $"{System.Buffers.Text.Base64Url.EncodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8)}.{token.Split('.')[1]}.";

    /// <summary>Sends an empty request; null when it was answered.</summary>
    private async Task<Refused?> Call(Rpc rpc, string? token)
    {
        var bytes = Marshallers.Create<byte[]>(b => b, b => b);
        var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Method.Service.FullName, rpc.Method.Name, bytes, bytes);
        try
        {
            await services.Host.Invoker(token).AsyncUnaryCall(method, null, new CallOptions(), []).ResponseAsync;
            return null;
        }
        catch (RpcException e)
        {
            return Refused.From(e);
        }
    }
}

internal static class Denied
{
    public static void ShouldBeDenied(this Refused? refused, string reason)
    {
        refused.ShouldNotBeNull("the call passed");
        (refused.Status, refused.Reason).ShouldBe((StatusCode.PermissionDenied, reason));
    }
}
