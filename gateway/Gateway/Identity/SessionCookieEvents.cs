using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Identity;

/// <summary>A cookie is worth no more than the session that it names.</summary>
internal sealed class SessionCookieEvents(Sessions sessions, CustomerAddresses addresses) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var ct = context.HttpContext.RequestAborted;
        var session = await sessions.FindAsync(context.Principal!, ct);
        if (session is not null && sessions.IsTouchDue(session))
        {
            session = await RefreshAsync(session, ct);
        }

        if (session is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<Session?> RefreshAsync(Session session, CancellationToken ct)
    {
        if (session.AddressHash.Length > 0 && !await addresses.IsCurrentAsync(session.Subject, session.AddressHash, ct))
        {
            await sessions.EndAsync(session.Id, ct);
            return null;
        }

        await sessions.TouchAsync(session, ct);
        return session;
    }
}
