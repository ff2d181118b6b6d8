using System.Xml.Linq;

namespace Deployment.Tests.Reading;

/// <summary>The version that everything is built as.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
}
