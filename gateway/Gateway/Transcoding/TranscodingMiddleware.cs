using System.Globalization;
using System.Text;
using Gateway.Problems;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ServiceDefaults.Idempotency;
using ServiceDefaults.Telemetry;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Gateway.Transcoding;

/// <summary>
/// Inside YARP's pipeline, before load balancing: turns JSON into the gRPC call that the protos name for the path, lets
/// YARP carry it to the cluster of the proto package, and turns the answer into JSON or a problem.
/// </summary>
internal sealed class TranscodingMiddleware(
    RequestDelegate next, RpcRouter router, RequestReader reader, IProxyStateLookup proxy, IOptions<TranscodingOptions> options)
{
    /// <summary>Set to "true" in the metadata of the routes that are transcoded.</summary>
    public const string RouteMetadata = "Transcoding";

    private static readonly JsonFormatter _json = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetReverseProxyFeature().Route.Config.Metadata?.GetValueOrDefault(RouteMetadata) != "true")
        {
            await next(context);
            return;
        }

        try
        {
            var route = router.Find(context.Request.Method, RawPath(context));
            await CallAsync(context, route with { Binding = route.Binding ?? throw Nowhere(context, route) });
        }
        catch (ProblemException refused)
        {
            await context.WriteProblemAsync(refused.Problem);
        }
    }

    private async Task CallAsync(HttpContext context, RpcRoute route)
    {
        var binding = route.Binding!;
        context.SetSpanRoute(binding.Template.Text);
        RefuseChangesInPreview(context, binding.Rpc);
        var ifMatch = context.Request.Headers.IfMatch.Count > 0;
        var message = await reader.ReadAsync(context.Request, route);
        RequestIds.FillIn(message);
        var cluster = proxy.TryGetCluster(binding.Rpc.Cluster, out var found)
            ? found
            : throw new ProblemException(Unavailable);

        context.Features.Set(new TranscodedCall(binding.Rpc, options.Value.Deadline));
        Problem? problem;
        IMessage? response = null;
        using (var exchange = new GrpcExchange(context, binding.Rpc, message))
        {
            problem = await ForwardAsync(context, exchange, cluster, binding, ifMatch);
            if (problem is null)
            {
                response = ReadResponse(exchange, binding.Rpc);
                problem = response is null ? Broken : null;
            }
        }

        if (problem is not null)
        {
            await context.WriteProblemAsync(problem);
            return;
        }

        await WriteAsync(context, response!);
    }

    private async Task<Problem?> ForwardAsync(HttpContext context, GrpcExchange exchange, ClusterState cluster, RpcBinding binding, bool ifMatch)
    {
        var tries = binding.Rpc.IsRepeatable ? 1 + options.Value.Retries : 1;
        var failed = new HashSet<DestinationState>();
        while (true)
        {
            var problem = await ForwardOnceAsync(context, exchange, cluster, failed, binding, ifMatch);
            if (--tries == 0 || problem?.Status != StatusCodes.Status503ServiceUnavailable || context.RequestAborted.IsCancellationRequested)
            {
                return problem;
            }

            if (context.GetReverseProxyFeature().ProxiedDestination is { } destination)
            {
                failed.Add(destination);
            }

            exchange.Rewind();
        }
    }

    private async Task<Problem?> ForwardOnceAsync(
        HttpContext context, GrpcExchange exchange, ClusterState cluster, HashSet<DestinationState> failed, RpcBinding binding, bool ifMatch)
    {
        context.Features.Set<IForwarderErrorFeature>(null);
        context.ReassignProxyRequest(cluster);
        var feature = context.GetReverseProxyFeature();
        var others = feature.AvailableDestinations.Where(destination => !failed.Contains(destination)).ToList();
        if (others.Count > 0)
        {
            feature.AvailableDestinations = others;
        }

        await next(context);
        if (context.GetForwarderErrorFeature() is { } error)
        {
            return OfForwarder(error.Error);
        }

        if (exchange.Trailer("grpc-status") == "0")
        {
            return null;
        }

        // Not gRPC at all: something else answered at that address.
        return exchange.StatusCode == StatusCodes.Status200OK ? GrpcProblems.From(exchange, binding, ifMatch) : Broken;
    }

    private static IMessage? ReadResponse(GrpcExchange exchange, Rpc rpc)
    {
        try
        {
            return GrpcFrame.Read(exchange.Received) is { } bytes ? rpc.Method.OutputType.Parser.ParseFrom(bytes.Span) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext context, IMessage message)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        if (message.Descriptor.FindFieldByName("etag")?.Accessor.GetValue(message) is string { Length: > 0 } etag)
        {
            response.Headers.ETag = ETags.Quote(etag);
        }

        var body = Encoding.UTF8.GetBytes(_json.Format(message));
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    // The services refuse these too; here the caller learns it without a call.
    private static void RefuseChangesInPreview(HttpContext context, Rpc rpc)
    {
        if (!rpc.IsSafe && context.User.HasClaim("preview", "true"))
        {
            throw new ProblemException(new Problem(
                StatusCodes.Status403Forbidden, "PREVIEW_READ_ONLY", "A preview shows what the customer sees; it cannot change anything."));
        }
    }

    private static ProblemException Nowhere(HttpContext context, RpcRoute route)
    {
        if (route.Allowed.Count == 0)
        {
            return new ProblemException(Problem.NotFound(context.Request.Path));
        }

        context.Response.Headers.Allow = string.Join(", ", route.Allowed);
        return new ProblemException(new Problem(
            StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", $"This path takes {string.Join(", ", route.Allowed)}."));
    }

    // The path as sent: %2F and %3A inside an id must not become separators.
    private static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var path = target.StartsWith('/') ? target.Split('?')[0] : context.Request.Path.ToUriComponent();
        var prefix = context.Request.PathBase.ToUriComponent();
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? path[prefix.Length..] : path;
    }

    private static Problem OfForwarder(ForwarderError error) => error switch
    {
        ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled => new Problem(
            StatusCodes.Status504GatewayTimeout, "DEADLINE_EXCEEDED", "The service did not answer in time; whether the request took effect is not known."),
        // The connection failed, perhaps because of another call; nothing of the answer has gone on to the client.
        ForwarderError.Request or ForwarderError.NoAvailableDestinations or ForwarderError.RequestBodyDestination or ForwarderError.ResponseHeaders
            or ForwarderError.ResponseBodyDestination => Unavailable,
        _ => Broken,
    };

    private static Problem Unavailable => new(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "The service cannot be reached at the moment.");

    private static Problem Broken => new(StatusCodes.Status502BadGateway, "BAD_GATEWAY", "The service gave no proper answer.");
}

internal static class GrpcTimeout
{
    /// <summary>The value of the grpc-timeout header.</summary>
    public static string Format(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m";
}
