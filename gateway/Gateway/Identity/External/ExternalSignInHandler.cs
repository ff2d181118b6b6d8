using System.Security.Claims;
using System.Text.Encodings.Web;
using Gateway.Data;
using Gateway.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Identity.External;

/// <summary>
/// The framework's OAuth handler (code and PKCE) with what OpenID Connect adds: endpoints from the provider's metadata, and
/// a verified id token. Only members of staff that the gateway knows get in.
/// </summary>
internal sealed class ExternalSignInHandler(
    IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, ExternalIssuer issuer, GatewayDb db, Sessions sessions)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await LearnEndpointsAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await LearnEndpointsAsync();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var idToken = tokens.Response!.RootElement.TryGetProperty("id_token", out var value) ? value.GetString() ?? "" : "";
        var email = StaffMember.Normalize(await issuer.EmailAsync(idToken, Context.RequestAborted) ?? "");
        var member = await db.StaffMembers.AsNoTracking().FirstOrDefaultAsync(known => known.Email == email, Context.RequestAborted)
            ?? throw new AuthenticationFailureException("Not a known member of staff.");

        foreach (var (name, item) in sessions.Properties().Items)
        {
            properties.Items[name] = item;
        }

        var grant = new Grant(member.Id.ToString(), member.Name, Grant.Staff, Language: member.Language);
        return new AuthenticationTicket(grant.ToPrincipal(Schemes.Staff), properties, Scheme.Name);
    }

    private async Task LearnEndpointsAsync()
    {
        var metadata = await issuer.MetadataAsync(Context.RequestAborted);
        Options.AuthorizationEndpoint = metadata.AuthorizationEndpoint;
        Options.TokenEndpoint = metadata.TokenEndpoint;
    }
}
