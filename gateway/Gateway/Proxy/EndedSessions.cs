using System.Globalization;
using Gateway.Identity;
using Gateway.Tokens;
using Grpc.Core;

namespace Gateway.Proxy;

/// <summary>
/// Keeps gRPC calls of an ended session from the services, which do not know of sessions. What else is wrong with a token they say themselves.
/// </summary>
internal sealed class EndedSessions(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, AccessTokens tokens, SessionValidation sessions)
    {
        var ct = context.RequestAborted;
        if (GrpcPassThrough.Is(context.GetReverseProxyFeature().Route.Config)
            && GatewayBearer.TokenOf(context.Request) is { } token
            && await tokens.ValidateAsync(token, ct) is { } grant
            && await sessions.OfAsync(grant, ct) != SessionState.Live)
        {
            Refuse(context.Response);
            return;
        }

        await next(context);
    }

    // An answer of trailers only, as gRPC has it.
    private static void Refuse(HttpResponse response)
    {
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = "The session has ended or cannot be confirmed at present.";
    }
}
