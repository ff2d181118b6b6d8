using System.Xml.Linq;

namespace Testing.Processes;

/// <summary>Where the programs lie that were built beside the tests: tests/X/bin/Debug/net10.0 and up.</summary>
public static class Repository
{
    private static readonly DirectoryInfo Framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>Debug or Release.</summary>
    public static string Configuration => Framework.Parent!.Name;

    /// <summary>The version that everything is built as.</summary>
    public static string Version => XDocument.Load(File("Directory.Build.props")).Descendants("Version").Single().Value;

    public static string File(string path) => Path.Combine(Framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName, path);
}
