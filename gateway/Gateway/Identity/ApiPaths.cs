namespace Gateway.Identity;

/// <summary>Which side a path belongs to.</summary>
internal static class ApiPaths
{
    public static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/admin/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/portal/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>A bearer token counts on the JSON APIs only; on pages and for sign-out the cookie does.</summary>
    public static string SchemeOf(HttpRequest request)
    {
        if (IsApi(request) && GatewayBearer.IsUsedBy(request))
        {
            return Schemes.Bearer;
        }

        return request.Path.StartsWithSegments("/portal", StringComparison.OrdinalIgnoreCase) ? Schemes.Portal : Schemes.Staff;
    }
}
