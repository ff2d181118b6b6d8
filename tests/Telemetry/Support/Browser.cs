using System.Net;
using System.Text.RegularExpressions;

namespace Telemetry.Tests.Support;

/// <summary>What a browser does with the screens, without one: pages, forms with their hidden fields, cookies.</summary>
internal sealed partial class Browser(Uri gateway) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = gateway };

    public async Task Open(Uri link)
    {
        using var response = await _http.SignInByAsync(link.ToString());
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    /// <summary>Fills in the form of a page that leads to <paramref name="action"/>, and submits it.</summary>
    public async Task<HttpStatusCode> Submit(string page, string action, params (string Name, string Value)[] filled)
    {
        var html = await _http.GetStringAsync(new Uri(page, UriKind.Relative));
        var form = Forms().Matches(html).Select(match => match.Value).First(each => each.Contains($"action=\"{action}\"", StringComparison.Ordinal));
        var fields = Inputs().Matches(form).Select(match => match.Value).Where(input => Value(input, "type") == "hidden")
            .ToDictionary(input => Value(input, "name"), input => Value(input, "value"));
        foreach (var (name, value) in filled)
        {
            fields[name] = value;
        }

        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = content };
        request.Headers.Add("Origin", gateway.GetLeftPart(UriPartial.Authority));
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private static string Value(string input, string attribute) =>
        WebUtility.HtmlDecode(Regex.Match(input, $"\\b{attribute}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();
}
