using System.Net;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Support;

/// <summary>Pages and their forms, as a browser without scripts has them.</summary>
internal static partial class Forms
{
    /// <summary>The page that is at an address, as text with its elements.</summary>
    public static async Task<(HttpStatusCode Status, string Html)> PageAsync(this HttpClient browser, string address, string? accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var response = await browser.SendAsync(request);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>Sends a form as the page at an address has it.</summary>
    /// <param name="page">Where the form was found, which gives it its proof.</param>
    /// <returns>What it answered, and where it leads.</returns>
    public static async Task<(HttpStatusCode Status, string Html, string? Location)> SendAsync(this HttpClient browser, string page, string action, string form, params (string Name, string Value)[] fields)
    {
        var proof = await browser.ProofAsync(page);
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Prepend(new("_handler", form)).Prepend(new("__RequestVerificationToken", proof)).Append(new("request_id", Guid.CreateVersion7().ToString())));
        using var response = await browser.PostAsync(action, content);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.Location?.OriginalString);
    }

    /// <summary>What the forms of a page prove by that they come from it.</summary>
    public static async Task<string> ProofAsync(this HttpClient browser, string page) =>
        WebUtility.HtmlDecode(Proof().Match(await browser.GetStringAsync(page)).Groups[1].Value);

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Proof();
}
