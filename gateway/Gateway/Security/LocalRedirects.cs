namespace Gateway.Security;

/// <summary>Redirects within the gateway name no host and no scheme, so nothing that a client or a proxy wrote into the request can lead elsewhere.</summary>
internal static class LocalRedirects
{
    public static Task SendAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(MakeLocal, context);
        return next(context);
    }

    private static Task MakeLocal(object state)
    {
        var context = (HttpContext)state;
        if (Uri.TryCreate(context.Response.Headers.Location, UriKind.Absolute, out var target)
            && target.Scheme is "http" or "https" && target.Authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.Location = target.PathAndQuery + target.Fragment;
        }

        return Task.CompletedTask;
    }
}
