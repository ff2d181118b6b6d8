using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Identity;

/// <summary>Where links lead, and the way out.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        // GET only: programs that look at links in mails ask with HEAD first.
        app.MapGet("/sign-in/{token}", UseLinkAsync).AllowAnonymous();
        app.MapPost("/admin/sign-out", (HttpContext context, IAntiforgery antiforgery) => SignOutAsync(context, antiforgery, Schemes.Staff, "/admin/sign-in"))
            .AllowAnonymous().DisableAntiforgery();
        app.MapPost("/portal/sign-out", (HttpContext context, IAntiforgery antiforgery) => SignOutAsync(context, antiforgery, Schemes.Portal, "/portal/sign-in"))
            .AllowAnonymous().DisableAntiforgery();
    }

    /// <param name="returnPath">Page to open then; on the side that the link is for, or it is left aside.</param>
    private static async Task<IResult> UseLinkAsync(string token, string? returnPath, HttpContext context, SignInLinks links, Sessions sessions)
    {
        var ct = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        var (link, refusal) = await links.UseAsync(token, [LinkPurpose.Staff, LinkPurpose.Customer, LinkPurpose.Preview], ct);
        if (link is null)
        {
            var root = await links.PurposeAsync(token, ct) == LinkPurpose.Staff ? "/admin" : "/portal";
            return Results.Redirect($"{root}/sign-in?problem={ProblemOf(refusal)}");
        }

        await sessions.StartAsync(context, link);
        var side = link.Purpose == LinkPurpose.Staff ? "/admin" : "/portal";
        return Results.Redirect(IsPageOf(side, returnPath) ? returnPath! : side);
    }

    // Never an address elsewhere: nobody may send people on from a link of ours.
    private static bool IsPageOf(string side, string? path) =>
        path is not null && path.StartsWith(side + "/", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl);

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, string scheme, string then)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        await context.SignOutAsync(scheme);
        return Results.Redirect(then);
    }

    // The sign-in pages explain these.
    private static string ProblemOf(LinkRefusal refusal) => refusal switch
    {
        LinkRefusal.Used => "used",
        LinkRefusal.Expired => "expired",
        _ => "invalid",
    };
}
