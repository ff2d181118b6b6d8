using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class LanguageChoiceTests
{
    [Fact]
    public void A1_12_A_preview_is_in_the_customers_language_whatever_the_administrator_has_picked()
    {
        var context = new DefaultHttpContext { User = new(new ClaimsIdentity([new("preview", "true"), new("lang", "vi")], "test")) };
        context.Request.Headers.Cookie = "lang=it";

        LanguageChoice.Of(context).ShouldBe(Language.Vietnamese);

        // What is picked while looking is for that page: it changes nothing for the administrator's own screens.
        context.Request.QueryString = new QueryString("?lang=pl");
        LanguageChoice.Of(context).ShouldBe(Language.Polish);
        LanguageChoice.Remember(context);
        context.Response.Headers.SetCookie.ShouldBeEmpty();
    }

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
