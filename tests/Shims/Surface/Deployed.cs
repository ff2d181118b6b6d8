namespace Shims.Surface;

/// <summary>The assemblies that lie beside the tests: the shims, and what was compiled against the originals.</summary>
internal static class Deployed
{
    public static readonly string[] Shims =
    [
        "Grpc.Core.Api",
        "Grpc.Net.Common",
        "System.IO.Hashing",
        "Microsoft.SqlServer.Server",
        "Microsoft.Identity.Client.Broker",
        "Mono.TextTemplating",
        "Microsoft.VisualStudio.SolutionPersistence",
    ];

    /// <summary>All official assemblies that reference a shim, with those references, for every platform that a package brings.</summary>
    public static IReadOnlyList<(string Path, string Name, Reference[] References)> Consumers { get; } = [.. Find()];

    public static HashSet<Reference> Offered { get; } = [.. Shims.SelectMany(Offers)];

    private static IEnumerable<(string Path, string Name, Reference[] References)> Find()
    {
        foreach (string path in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var assembly = AssemblyFile.Open(path);
            if (assembly is null || Shims.Contains(assembly.Name) || assembly.Name == "Shims")
            {
                continue;
            }

            Reference[] references = [.. ReferencedMembers.Of(assembly).Where(reference => Shims.Contains(reference.Assembly))];
            if (references.Length > 0)
            {
                yield return (path, assembly.Name, references);
            }
        }
    }

    private static List<Reference> Offers(string shim)
    {
        using AssemblyFile assembly = AssemblyFile.Open(Path.Combine(AppContext.BaseDirectory, shim + ".dll"))!;
        return [.. DefinedMembers.Of(assembly)];
    }
}
