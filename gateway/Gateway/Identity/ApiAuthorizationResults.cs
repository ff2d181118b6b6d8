using Gateway.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Gateway.Identity;

/// <summary>The JSON APIs answer 401 and 403 with problems; pages redirect to their sign-in form as cookies do.</summary>
internal sealed class ApiAuthorizationResults : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _pages = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !ApiPaths.IsApi(context.Request))
        {
            await _pages.HandleAsync(next, context, policy, authorizeResult);
        }
        else if (authorizeResult.Challenged)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await context.WriteProblemAsync(new Problem(
                StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "Sign in, or send Authorization: Bearer with a valid token."));
        }
        else
        {
            await context.WriteProblemAsync(new Problem(
                StatusCodes.Status403Forbidden, "PERMISSION_DENIED", "This part of the API is not for this kind of caller."));
        }
    }
}
