using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Identity;

/// <summary>Where links lead, and the way out.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/{token}", RedirectToSideAsync).AllowAnonymous();
        foreach (var side in Side.Both)
        {
            // GET only: programs that look at links in mails ask with HEAD first.
            app.MapGet($"{side.Root}/sign-in/{{token}}", (string token, string? returnPath, HttpContext context, SignInLinkPages pages) =>
                pages.ShowAsync(context, side, token, returnPath)).AllowAnonymous();
            app.MapPost($"{side.Root}/sign-in/{{token}}", (string token, string? returnPath, HttpContext context, SignInLinkPages pages) =>
                pages.SignInAsync(context, side, token, returnPath)).AllowAnonymous().DisableAntiforgery();
            app.MapPost($"{side.Root}/sign-out", (HttpContext context, IAntiforgery antiforgery, Sessions sessions) =>
                SignOutAsync(context, antiforgery, sessions, side)).AllowAnonymous().DisableAntiforgery();
        }
    }

    /// <summary>Only the pages of a side see who is signed in there, because cookies go to their own side only.</summary>
    private static async Task<IResult> RedirectToSideAsync(string token, HttpContext context, SignInLinks links)
    {
        context.Response.Headers.CacheControl = "no-store";
        var purpose = await links.PurposeAsync(token, context.RequestAborted);
        return Results.Redirect($"{Side.Of(purpose).Root}/sign-in/{Uri.EscapeDataString(token)}{context.Request.QueryString}");
    }

    /// <summary>Ends this session, or with <c>everywhere</c> in the form every session of the person on this side.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions, Side side)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var ct = context.RequestAborted;
        if (context.User.FindFirst("sub")?.Value is { } subject && context.Request.Form["everywhere"] == "true")
        {
            await sessions.EndAllAsync(side.Scheme, subject, ct);
        }
        else if (Sessions.IdOf(context.User) is { } session)
        {
            await sessions.EndAsync(session, ct);
        }

        await context.SignOutAsync(side.Scheme);
        return Results.Redirect($"{side.Root}/sign-in");
    }
}
