namespace Gateway.Security;

/// <summary>
/// HEAD is answered as GET, and the server leaves the body out: mail scanners and previews ask so before a person opens a link, and take an error for a dead
/// one. What a GET shows, it changes nothing by.
/// </summary>
internal static class HeadRequests
{
    public static Task AnswerAsGetAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }
}
