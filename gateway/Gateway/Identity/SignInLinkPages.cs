using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Screens.Components;
using Screens.Identity;
using Screens.Languages;

namespace Gateway.Identity;

/// <summary>
/// The page of a link, which says who would be signed in, and what its button does. Looking at it changes nothing, so programs that open the links of
/// mails use none up, and a person who is signed in as another one notices.
/// </summary>
internal sealed class SignInLinkPages(SignInLinks links, Sessions sessions, IAntiforgery antiforgery)
{
    public async Task<IResult> ShowAsync(HttpContext context, Side side, string token, string? returnPath, int status = StatusCodes.Status200OK)
    {
        var (link, refusal) = await links.FindAsync(token, side.Purposes, context.RequestAborted);
        return link is null ? Refuse(context, side, refusal) : Page(context, side, link, returnPath, status);
    }

    /// <param name="returnPath">Page to open then; on the side that the link is for, or it is left aside.</param>
    public async Task<IResult> SignInAsync(HttpContext context, Side side, string token, string? returnPath)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return await ShowAsync(context, side, token, returnPath, StatusCodes.Status400BadRequest);
        }

        var ct = context.RequestAborted;
        var (link, refusal) = await links.UseAsync(token, side.Purposes, ct);
        if (link is null)
        {
            return Refuse(context, side, refusal);
        }

        if (Sessions.IdOf(context.User) is { } earlier)
        {
            await sessions.EndAsync(earlier, ct);
        }

        context.Response.Headers.CacheControl = "no-store";
        await context.SignInAsync(side.Scheme, await sessions.BeginAsync(link, ct));
        return Results.Redirect(ReturnPath.Of(side.Root, returnPath));
    }

    private static RazorComponentResult<SignInLinkPage> Page(HttpContext context, Side side, SignInLink link, string? returnPath, int status)
    {
        LanguageChoice.SetReader(context, link.Language);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var shown = new SignInLinkSummary(
            side == Side.Staff ? SignInPurpose.Staff : SignInPurpose.Customer, link.Name, link.MaskedAddress, link.Purpose == LinkPurpose.Preview);
        return new RazorComponentResult<SignInLinkPage>(new
        {
            side.Root,
            Link = shown,
            Action = context.Request.Path + (returnPath is null ? QueryString.Empty : QueryString.Create("returnPath", returnPath)),
            Replaced = NameOfAnother(context.User, link),
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }

    private static string? NameOfAnother(ClaimsPrincipal user, SignInLink link)
    {
        var person = new Person(user);
        return person.IsSignedIn && (user.FindFirst("sub")?.Value != link.Subject || person.IsPreview != (link.Purpose == LinkPurpose.Preview)) ? person.Name : null;
    }

    // The sign-in pages explain these.
    private static IResult Refuse(HttpContext context, Side side, LinkRefusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect($"{side.Root}/sign-in?problem={refusal switch
        {
            LinkRefusal.Used => "used",
            LinkRefusal.Expired => "expired",
            _ => "invalid",
        }}");
    }
}
