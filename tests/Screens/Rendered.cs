using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Screens.Languages;

namespace Screens.Tests;

/// <summary>One component by itself, as HTML and as the text that its reader sees.</summary>
static partial class Rendered
{
    /// <summary>What the components' clock says.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    /// <param name="address">Of the page that it stands on, with its query.</param>
    public static async Task<string> Html<T>(object parameters, Language? language = null, string address = "/admin/subscriptions/s1", string method = "GET")
        where T : IComponent
    {
        var http = new DefaultHttpContext();
        var parts = address.Split('?', 2);
        http.Request.Method = method;
        http.Request.Path = parts[0];
        http.Request.QueryString = new QueryString(parts.Length > 1 ? $"?{parts[1]}" : "");
        await using var services = new ServiceCollection()
            .AddSingleton(new Locale(language ?? Language.English))
            .AddSingleton<TimeProvider>(new FixedClock())
            .AddCascadingValue<HttpContext>(_ => http)
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var values = parameters.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(parameters));
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString());
    }

    /// <summary>Without elements and with single blanks.</summary>
    public static async Task<string> Text<T>(object parameters, Language? language = null, string address = "/admin/subscriptions/s1", string method = "GET")
        where T : IComponent =>
        Blanks().Replace(WebUtility.HtmlDecode(Elements().Replace(await Html<T>(parameters, language, address, method), " ")), " ").Trim();

    sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Elements();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
