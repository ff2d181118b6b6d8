using Gateway.Identity;
using Gateway.Problems;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gateway.Security;

/// <summary>
/// Anyone can write any Host into a request, so only hosts of the configuration are answered: that of Gateway:Identity:PublicUrl, those of AllowedHosts,
/// and this machine's own names, which lead nowhere else. What processes ask under the names of an inner network, and what no address is made
/// from, may be asked of any host: health, keys and tokens, and gRPC.
/// </summary>
internal sealed class KnownHosts
{
    private static readonly string[] _ofAnyHost = ["/health", "/.well-known", "/oauth"];

    private readonly RequestDelegate _next;
    private readonly List<StringSegment> _hosts;

    public KnownHosts(RequestDelegate next, IOptions<IdentityOptions> identity, IConfiguration configuration)
    {
        _next = next;
        _hosts = [new Uri(identity.Value.PublicUrl).Host, "localhost", "127.0.0.1", "[::1]", .. Allowed(configuration)];
    }

    /// <summary>The hosts that AllowedHosts names beside that of the public address.</summary>
    public static IEnumerable<StringSegment> Allowed(IConfiguration configuration) =>
        (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(host => (StringSegment)host);

    public Task InvokeAsync(HttpContext context) => IsKnown(context.Request)
        ? _next(context)
        : context.WriteProblemAsync(new Problem(StatusCodes.Status400BadRequest, "UNKNOWN_HOST", "The request's Host is not one that this gateway answers to."));

    private bool IsKnown(HttpRequest request) =>
        _ofAnyHost.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        || request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true
        || _hosts.Contains("*")
        || (request.Host.HasValue && HostString.MatchesAny(request.Host.Value, _hosts));
}
