using Gateway.Identity;
using Gateway.Security;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gateway.OpenApi;

/// <summary>
/// The address that examples are written for: the one that the reader came by, such as another port or another of the gateway's names. Anyone
/// can write any Host into a request, so only hosts of the configuration count: that of Gateway:Identity:PublicUrl, and AllowedHosts.
/// </summary>
internal sealed class ExampleAddress
{
    private readonly Uri _public;
    private readonly List<StringSegment> _hosts;

    public ExampleAddress(IOptions<IdentityOptions> identity, IConfiguration configuration)
    {
        _public = new Uri(identity.Value.PublicUrl);
        // The lone asterisk is no host: it means any.
        _hosts = [_public.Host, .. KnownHosts.Allowed(configuration).Where(host => host != "*")];
    }

    /// <returns>Without a slash at the end.</returns>
    public string Of(HttpRequest request)
    {
        // A proxy that ends TLS may hide the scheme of the public address.
        var ours = request.Host.HasValue && request.Host.Value != _public.Authority && HostString.MatchesAny(request.Host.Value, _hosts);
        return ours ? $"{request.Scheme}://{request.Host.Value}" : _public.AbsoluteUri.TrimEnd('/');
    }
}
