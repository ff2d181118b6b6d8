using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class LanguageChoiceTests
{
    [Theory]
    [InlineData("?lang=pl", "it", "fa", "vi", "pl")]
    [InlineData("?lang=xx", "it", "fa", "vi", "it")]
    [InlineData("", "it", "fa", "vi", "it")]
    [InlineData("", "", "fa", "vi", "fa")]
    [InlineData("", "", "", "de, vi;q=0.5, it;q=0.8", "it")]
    [InlineData("", "", "", "fa-IR", "fa")]
    [InlineData("", "", "", "de", "en")]
    [InlineData("", "", "", "", "en")]
    public void The_last_explicit_choice_wins(string query, string cookie, string claim, string browser, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.Cookie = cookie.Length > 0 ? $"lang={cookie}" : "";
        context.Request.Headers.AcceptLanguage = browser;
        context.User = new ClaimsPrincipal(new ClaimsIdentity(claim.Length > 0 ? [new Claim("lang", claim)] : []));
        LanguageChoice.Of(context).Code.ShouldBe(expected);
    }

    [Fact]
    public void A_picked_language_is_remembered_and_an_unknown_one_is_not()
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?lang=xx");
        LanguageChoice.Remember(context);
        context.Response.Headers.SetCookie.ShouldBeEmpty();

        context.Request.QueryString = new QueryString("?lang=fa");
        LanguageChoice.Remember(context);
        context.Response.Headers.SetCookie.ToString().ShouldStartWith("lang=fa;");
    }
}
