using System.Security.Claims;
using Gateway.Identity;

namespace Gateway.Tokens;

/// <summary>What a token says of its bearer, whichever way it was obtained.</summary>
/// <param name="Role">staff, customer or application.</param>
/// <param name="CustomerId">Customers only.</param>
/// <param name="Preview">Staff looking at the portal as this customer.</param>
/// <param name="Scope">Applications only: space-separated.</param>
/// <param name="Language">en, vi, fa, it or pl; empty for applications.</param>
/// <param name="SessionId">The session that a token of /oauth/token ends with; null for applications, for tokens of single calls and in cookies.</param>
internal sealed record Grant(
    string Subject, string Name, string Role, string CustomerId = "", bool Preview = false, string Scope = "", string Language = "", Guid? SessionId = null)
{
    public const string Staff = "staff";
    public const string Customer = "customer";
    public const string Application = "application";

    public Dictionary<string, object> ToClaims()
    {
        var claims = new Dictionary<string, object> { ["sub"] = Subject, ["name"] = Name, ["role"] = Role };
        AddIfSet(claims, "customer_id", CustomerId);
        AddIfSet(claims, "preview", Preview ? "true" : "");
        AddIfSet(claims, "scope", Scope);
        AddIfSet(claims, "lang", Language);
        AddIfSet(claims, Sessions.IdClaim, SessionId?.ToString() ?? "");
        return claims;
    }

    /// <summary>The principal that a session's cookie holds.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme, params Claim[] more)
    {
        var claims = ToClaims().Select(claim => new Claim(claim.Key, (string)claim.Value)).Concat(more);
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, "name", "role"));
    }

    /// <summary>Null for a caller who is not signed in. Names no session: all of a person's calls may share a token.</summary>
    public static Grant? From(ClaimsPrincipal principal)
    {
        string Claim(string type) => principal.FindFirst(type)?.Value ?? "";

        return principal.Identity?.IsAuthenticated == true && Claim("sub").Length > 0 && Claim("role").Length > 0
            ? new Grant(Claim("sub"), Claim("name"), Claim("role"), Claim("customer_id"), Claim("preview") == "true", Claim("scope"), Claim("lang"))
            : null;
    }

    private static void AddIfSet(Dictionary<string, object> claims, string type, string value)
    {
        if (value.Length > 0)
        {
            claims[type] = value;
        }
    }
}
