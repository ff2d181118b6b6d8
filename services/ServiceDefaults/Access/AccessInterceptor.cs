using System.Security.Claims;
using Contracts.Common.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Access;

/// <summary>
/// Default deny: a call passes when its token is valid, made for this service, and of a role that the contract
/// names for the rpc. Applications need the service's scope as well; previews may only read.
/// </summary>
internal sealed class AccessInterceptor(ContractIndex contracts, VerifiedTokens<ClaimsPrincipal> tokens) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await Admit(context);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Admit(context);
        await continuation(request, responseStream, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Admit(context);
        return await continuation(requestStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Admit(context);
        await continuation(requestStream, responseStream, context);
    }

    private async Task Admit(ServerCallContext context)
    {
        var rpc = contracts.Find(context.Method)
            ?? throw DomainException.PermissionDenied("NOT_IN_CONTRACT", "This call is not part of the contract.");
        if (rpc.Callers.Contains(Role.Anyone))
        {
            return;
        }

        var principal = await Authenticate(context.GetHttpContext());
        var caller = principal is null ? null : Caller.From(principal);
        if (caller is null)
        {
            throw new DomainException(StatusCode.Unauthenticated, "UNAUTHENTICATED", "A valid access token is required: authorization: Bearer ...");
        }

        Authorize(caller, principal!, rpc);
        context.UserState[typeof(Caller)] = caller;
    }

    private async ValueTask<ClaimsPrincipal?> Authenticate(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString();
        if (tokens.Find(token) is { } known)
        {
            return known;
        }

        var result = await context.AuthenticateAsync(ServiceBearer.Scheme);
        if (result is { Principal: { } principal, Properties.ExpiresUtc: { } expires })
        {
            tokens.Remember(token, principal, expires + ServiceBearer.Skew);
        }

        return result.Principal;
    }

    private static void Authorize(Caller caller, ClaimsPrincipal principal, Rpc rpc)
    {
        if (!principal.HasClaim("aud", rpc.Module))
        {
            throw DomainException.PermissionDenied("WRONG_AUDIENCE", $"The access token was not made for {rpc.Module}.");
        }

        if (!rpc.Callers.Contains(caller.Role))
        {
            throw DomainException.PermissionDenied("ROLE_NOT_ALLOWED", "This call is not for this kind of caller.");
        }

        if (caller.Role == Role.Application && !HasScope(principal, rpc))
        {
            throw DomainException.PermissionDenied("SCOPE_MISSING", $"The access token lacks the scope {rpc.Scope ?? rpc.Module}.");
        }

        if (caller.Preview && !rpc.ReadOnly)
        {
            throw DomainException.PermissionDenied("PREVIEW_READ_ONLY", "A preview shows what the customer sees; it cannot change anything.");
        }
    }

    private static bool HasScope(ClaimsPrincipal principal, Rpc rpc)
    {
        var scopes = (principal.FindFirstValue("scope") ?? "").Split(' ');
        return scopes.Contains(rpc.Module) || (rpc.Scope is not null && scopes.Contains(rpc.Scope)) || (rpc.ReadOnly && scopes.Contains($"{rpc.Module}:read"));
    }
}
