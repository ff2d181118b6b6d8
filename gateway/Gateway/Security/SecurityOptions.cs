using System.ComponentModel.DataAnnotations;

namespace Gateway.Security;

/// <summary>Section Gateway:Security.</summary>
internal sealed class SecurityOptions
{
    /// <summary>
    /// Content-Security-Policy of every page. Inline scripts and styles are not allowed: the screens need neither.
    /// </summary>
    [Required]
    public string ContentSecurityPolicy { get; set; } =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>How long browsers shall insist on https once they were served by it. Zero: no header.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1095.00:00:00")]
    public TimeSpan StrictTransportSecurity { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Origins of other people's frontends that may call the JSON APIs with bearer tokens; empty: none. Cookies are never shared.</summary>
    public IList<string> CorsOrigins { get; } = [];

    /// <summary>
    /// Addresses or networks (10.0.0.0/8) of the proxies before the gateway, whose X-Forwarded-For, -Proto and -Host are believed; empty: none.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Requests to the JSON APIs, the gRPC port included, that one person, application or address makes in a minute.</summary>
    [Range(1, 1_000_000)]
    public int ApiRequestsPerMinute { get; set; } = 6_000;

    /// <summary>Requests for sign-in links, their pages and uses of them, from one address in a minute: one sign-in makes three.</summary>
    [Range(1, 100_000)]
    public int SignInRequestsPerMinute { get; set; } = 120;

    /// <summary>Requests to the token endpoint from one address in a minute.</summary>
    [Range(1, 100_000)]
    public int TokenRequestsPerMinute { get; set; } = 300;
}
