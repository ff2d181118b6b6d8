using Microsoft.AspNetCore.Http;
using Screens.Identity;
using SameSiteMode = Microsoft.AspNetCore.Http.SameSiteMode;

namespace Screens.Languages;

/// <summary>
/// Which language a request is answered in: the one just picked, that of the person whom the page is for, the one picked before, the signed-in
/// person's, the browser's, else English. A preview shows what the customer sees: what its reader has picked elsewhere does not count there.
/// </summary>
public static class LanguageChoice
{
    public const string Query = "lang";
    public const string Cookie = "lang";

    const string Reader = "reader-language";

    public static Language Of(HttpContext context) =>
        Language.Find(context.Request.Query[Query])
        ?? Language.Find(context.Items[Reader] as string)
        ?? (IsPreview(context) ? null : Language.Find(context.Request.Cookies[Cookie]))
        ?? Language.Find(context.User.FindFirst("lang")?.Value)
        ?? OfBrowser(context.Request)
        ?? Language.English;

    /// <summary>Says whom the page is for, where that is not whoever is signed in.</summary>
    public static void SetReader(HttpContext context, string language) => context.Items[Reader] = language;

    /// <summary>Keeps a language that was picked in this request for the requests to come.</summary>
    public static void Remember(HttpContext context)
    {
        if (Language.Find(context.Request.Query[Query]) is not { } picked || context.Response.HasStarted || IsPreview(context))
        {
            return;
        }

        context.Response.Cookies.Append(Cookie, picked.Code, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    static bool IsPreview(HttpContext context) => new Person(context.User).IsPreview;

    static Language? OfBrowser(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => Language.Find(accepted.Value.Value))
            .FirstOrDefault(language => language is not null);
}
