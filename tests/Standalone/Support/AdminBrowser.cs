using System.Text.RegularExpressions;

namespace Standalone.Tests.Support;

/// <summary>The first administrator, with no more of a browser than its cookies.</summary>
internal sealed partial class AdminBrowser : IDisposable
{
    private static readonly Uri Clock = new("/admin/test-clock", UriKind.Relative);
    private readonly HttpClient _http;

    private AdminBrowser(Uri gateway) => _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = gateway };

    public static async Task<AdminBrowser> SignIn(Ready ready)
    {
        var browser = new AdminBrowser(ready.Gateway);
        (await browser._http.SignInByAsync(ready.AdminLink.ToString())).EnsureSuccessStatusCode();
        return browser;
    }

    public async Task<string> Page() => await _http.GetStringAsync(Clock);

    public async Task<System.Net.HttpStatusCode> Status() => (await _http.GetAsync(Clock)).StatusCode;

    public async Task<string> Post(string days)
    {
        var token = TokenRegex().Match(await Page()).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "advance", ["__RequestVerificationToken"] = token, ["days"] = days,
        });
        using var response = await _http.PostAsync(Clock, form);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task Advance(int days) => (await Post($"{days}")).ShouldNotContain("Enter 1 to 400 days.");

    /// <summary>Waits until all the days of the last journey have passed.</summary>
    public Task Arrived(int days, TimeSpan bound) =>
        Eventually.Async(async () => (await Page()).Contains($"Days passed: {days} of {days}", StringComparison.Ordinal), "the journey to end", bound);

    public async Task<DateTimeOffset> BusinessTime() =>
        DateTimeOffset.Parse(System.Net.WebUtility.HtmlDecode(TimeRegex().Match(await Page()).Groups[1].Value), System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex TokenRegex();

    [GeneratedRegex("""id="business-time"><time datetime="([^"]+)""")]
    private static partial Regex TimeRegex();
}
