using Gateway.Problems;
using Gateway.Transcoding;

namespace Gateway.Proxy;

/// <summary>
/// Reads the small bodies of webhooks whole before they are forwarded: one that is too large, or breaks off, is answered here, and is no failure
/// of the proxy that logs would tell of.
/// </summary>
internal static class BufferedBodies
{
    /// <summary>In the metadata of a route: the most bytes of a body.</summary>
    public const string LimitMetadata = "BufferedBody";

    public static async Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetReverseProxyFeature().Route.Config.Metadata?.GetValueOrDefault(LimitMetadata) is { } limit)
        {
            try
            {
                var bytes = await JsonBody.ReadBytesAsync(context.Request, int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture));
                context.Request.Body = new MemoryStream(bytes, writable: false);
            }
            catch (ProblemException refused)
            {
                await context.WriteProblemAsync(refused.Problem);
                return;
            }
        }

        await next(context);
    }
}
