using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Screens;

/// <summary>
/// The style sheet, the script and the icon. They are part of the assembly, and their address changes with their content, so that
/// any host serves them and browsers may keep them for good.
/// </summary>
public static class ScreenAssets
{
    // In the order in which later rules refine earlier ones.
    static readonly string[] Sheets =
        ["tokens", "base", "layout", "controls", "tables", "charts", "dialog", "order", "chatter", "passes", "portal", "print"];

    // Which tables become cards, and below which width of the place that they stand in: those with few columns, and those with many (tables.css names the two).
    static readonly string[] Narrow = ["few (width < 30rem)", "many (width < 60rem)"];

    static readonly byte[] Script = Read("screens.js");
    static readonly byte[] Style = [.. Sheets.SelectMany(name => Read($"{name}.css")), .. Narrow.SelectMany(CardsIn)];
    static readonly byte[] Icon = Read("favicon.svg");
    static readonly string Version = Convert.ToHexStringLower(SHA256.HashData([.. Style, .. Script, .. Icon]))[..16];

    public static string StylePath(string root) => $"{root}/assets/{Version}/screens.css";

    public static string ScriptPath(string root) => $"{root}/assets/{Version}/screens.js";

    public static string IconPath(string root) => $"{root}/assets/{Version}/favicon.svg";

    /// <summary>Serves them under <paramref name="root"/>, to everyone: the sign-in page has them too.</summary>
    public static void MapScreenAssets(this IEndpointRouteBuilder app, string root)
    {
        app.MapGet(StylePath(root), (HttpContext context) => Send(context, Style, "text/css; charset=utf-8")).AllowAnonymous();
        app.MapGet(ScriptPath(root), (HttpContext context) => Send(context, Script, "text/javascript; charset=utf-8")).AllowAnonymous();
        app.MapGet(IconPath(root), (HttpContext context) => Send(context, Icon, "image/svg+xml")).AllowAnonymous();
    }

    static byte[] CardsIn(string container) =>
        [.. Encoding.UTF8.GetBytes($"@container {container} {{\n"), .. Read("table-cards.css"), .. "}\n"u8];

    static IResult Send(HttpContext context, byte[] content, string type)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        return Results.Bytes(content, type);
    }

    static byte[] Read(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"Screens.Assets.{name}")
            ?? throw new InvalidOperationException($"The asset {name} is not part of the assembly.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
