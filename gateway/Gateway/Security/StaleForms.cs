using Screens.Pages;

namespace Gateway.Security;

/// <summary>Leads the reader whose form is not on its page any more to the page as it stands now, or, where that cannot be loaded, refuses with its status.</summary>
internal sealed class StaleForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (!StaleForm.WasRefused(context))
        {
            return;
        }

        // What the refused page has set already.
        context.Response.ContentType = null;
        context.Response.Headers.Remove("blazor-enhanced-nav");
        if (ScreenPage.FailureOf(context) is { } status)
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = StaleForm.Address(context.Request);
        }
    }
}
