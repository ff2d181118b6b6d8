using System.Net;

namespace Gateway.Tests.Support;

/// <summary>
/// A proxy that ends TLS in front of the gateway, with the browser's cookie jar before it: to the browser everything is https, to the gateway it is
/// plain HTTP with X-Forwarded headers.
/// </summary>
internal sealed class TlsTerminator(Uri gateway) : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly CookieContainer _jar = new();

    /// <summary>A browser that knows the gateway by its public address.</summary>
    public static HttpClient Browser(GatewayHost host, string publicUrl) => new(new TlsTerminator(host.Address)) { BaseAddress = new Uri(publicUrl) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        request.Headers.Host ??= asked.Authority;
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        request.Headers.Add("X-Forwarded-Proto", asked.Scheme);
        if (_jar.GetCookieHeader(asked) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        request.RequestUri = new Uri(gateway, asked.PathAndQuery);
        var response = await base.SendAsync(request, cancellationToken);
        request.RequestUri = asked;
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            _jar.SetCookies(asked, cookie);
        }

        return response;
    }
}
