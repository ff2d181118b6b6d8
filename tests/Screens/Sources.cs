using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Screens.Tests;

/// <summary>The screens as they stand in the repository.</summary>
static class Sources
{
    public static readonly string Root = Find();

    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]"));

    public static IEnumerable<string> Screens() =>
        new[] { "gateway/Screens", "gateway/Admin", "gateway/Portal" }.SelectMany(folder => Files(folder, ".cs", ".razor"));

    /// <summary>Keys and words of one language's resx.</summary>
    public static IReadOnlyDictionary<string, string> Words(string language) =>
        XDocument.Load(Path.Combine(Root, "gateway/Screens", language == "en" ? "Words.resx" : $"Words.{language}.resx"))
            .Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
