using System.Reflection;
using Admin;
using Microsoft.AspNetCore.Routing.Template;
using Portal;
using RouteAttribute = Microsoft.AspNetCore.Components.RouteAttribute;

namespace Browser.Tests.Support;

/// <summary>The route of every page of the screens, read from their components, so that a new page cannot be forgotten.</summary>
internal static class Routes
{
    private static readonly IReadOnlyList<RouteTemplate> _templates =
        [.. Of(typeof(AdminApp)).Concat(Of(typeof(PortalApp))).Select(TemplateParser.Parse).OrderBy(RoutePrecedence.ComputeInbound)];

    public static IEnumerable<string> All => _templates.Select(template => template.TemplateText!);

    /// <summary>The pages of one side that need no id; their routes are their addresses.</summary>
    public static IEnumerable<string> WithoutParameters(string root) =>
        _templates.Where(template => template.Parameters.Count == 0).Select(template => template.TemplateText!).Where(route => route.StartsWith(root + "/", StringComparison.Ordinal));

    /// <summary>The route that answers at an address; null when none does.</summary>
    public static string? At(string address) =>
        _templates.FirstOrDefault(template => new TemplateMatcher(template, []).TryMatch(address.Split('?')[0], []))?.TemplateText;

    private static IEnumerable<string> Of(Type app) =>
        app.Assembly.GetTypes().SelectMany(component => component.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template);
}
