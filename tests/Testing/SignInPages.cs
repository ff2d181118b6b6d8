using System.Net;
using System.Text.RegularExpressions;

namespace Testing;

/// <summary>Signs in by a link as a person does: opens its page, reads it, and presses its button.</summary>
public static partial class SignInPages
{
    /// <param name="link">The link, or its path at the browser's own address.</param>
    /// <returns>The answer to the button; what came instead of the page where the link lets nobody in.</returns>
    public static async Task<HttpResponseMessage> SignInByAsync(this HttpClient browser, string link)
    {
        var page = await browser.GetAsync(new Uri(link, UriKind.RelativeOrAbsolute));
        if (page.StatusCode == HttpStatusCode.Redirect && !page.Headers.Location!.OriginalString.Contains("problem=", StringComparison.Ordinal))
        {
            page = await browser.GetAsync(page.Headers.Location);
        }

        var form = Form().Match(await page.Content.ReadAsStringAsync());
        if (!form.Success)
        {
            return page;
        }

        using var fields = new FormUrlEncodedContent(
            Hidden().Matches(form.Value).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value)));
        return await browser.PostAsync(new Uri(page.RequestMessage!.RequestUri!, WebUtility.HtmlDecode(form.Groups["action"].Value)), fields);
    }

    [GeneratedRegex("""<form[^>]*id="confirm"[^>]*action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)""")]
    private static partial Regex Hidden();
}
