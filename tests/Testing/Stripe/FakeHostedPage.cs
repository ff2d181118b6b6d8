using System.Net;
using Microsoft.AspNetCore.Http;

namespace Testing.Stripe;

/// <summary>The page on which a person chooses a test card, where at Stripe they would enter a real one, and is sent back.</summary>
internal static class FakeHostedPage
{
    public static async Task Answer(HttpContext context, FakeAccount account, string session)
    {
        if (account.Get("cs_test", session, "checkout.session") is not { Status: 200, Body: var found })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            account.EnterCard(session, (await context.Request.ReadFormAsync())["card"].ToString(), 12, 2030);
            context.Response.Redirect(found["success_url"]!.ToString().Replace("{CHECKOUT_SESSION_ID}", session, StringComparison.Ordinal));
            return;
        }

        var cards = string.Concat(FakeCard.Names.Select(name => $"<option>{name}</option>"));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
            <!doctype html><html lang="en"><title>A fake of Stripe's page</title><link rel="icon" href="data:,">
            <form method="post"><label>Card <select name="card">{cards}</select></label> <button>Save card</button></form>
            <a href="{WebUtility.HtmlEncode(found["cancel_url"]!.ToString())}">Back</a></html>
            """);
    }
}
