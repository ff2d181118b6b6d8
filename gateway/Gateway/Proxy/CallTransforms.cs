using Gateway.Tokens;
using Gateway.Transcoding;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Proxy;

/// <summary>What goes along with a call to a service: for JSON a fresh token and nothing of the client's; for gRPC the client's own.</summary>
internal sealed class CallTransforms(CallTokens tokens) : ITransformProvider
{
    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        if (context.Route.Metadata?.GetValueOrDefault(TranscodingMiddleware.RouteMetadata) == "true")
        {
            context.CopyRequestHeaders = false;
            context.AddRequestTransform(ApplyToCallAsync);
        }
        else
        {
            context.AddRequestHeaderRemove(HeaderNames.Cookie);
        }
    }

    private async ValueTask ApplyToCallAsync(RequestTransformContext context)
    {
        var call = context.HttpContext.Features.Get<TranscodedCall>()
            ?? throw new InvalidOperationException("Only transcoded requests travel on this route.");
        var request = context.ProxyRequest;
        request.Headers.TryAddWithoutValidation(HeaderNames.TE, "trailers");
        request.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(call.Deadline));
        request.Content!.Headers.TryAddWithoutValidation(HeaderNames.ContentType, "application/grpc");
        if (await tokens.ForAsync(context.HttpContext.User, call.Rpc.Cluster, context.CancellationToken) is { } token)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.Authorization, $"Bearer {token}");
        }
    }
}
