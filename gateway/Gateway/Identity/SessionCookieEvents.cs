using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Identity;

/// <summary>A cookie is worth no more than the session that it names.</summary>
internal sealed class SessionCookieEvents(SessionValidation validation) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var state = await validation.OfAsync(context.Principal!, context.HttpContext.RequestAborted);
        if (state == SessionState.Live)
        {
            return;
        }

        context.RejectPrincipal();
        if (state == SessionState.Ended)
        {
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
