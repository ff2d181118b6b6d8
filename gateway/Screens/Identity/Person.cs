using System.Security.Claims;

namespace Screens.Identity;

/// <summary>The signed-in person, as the gateway's cookie tells.</summary>
public sealed class Person(ClaimsPrincipal principal)
{
    public bool IsSignedIn => principal.Identity?.IsAuthenticated == true;

    public string Name => Claim("name") ?? Claim("sub") ?? "";

    /// <summary>A member of staff who looks at the portal as a customer and may change nothing.</summary>
    public bool IsPreview => string.Equals(Claim("preview"), "true", StringComparison.OrdinalIgnoreCase);

    string? Claim(string type) => principal.FindFirst(type)?.Value;
}
