namespace Architecture.Tests;

/// <summary>The assemblies of the product, each read once.</summary>
internal static class Product
{
    public static readonly string[] Services = ["Plans", "Subscriptions", "Billing", "Notifications"];

    /// <summary>The process and the libraries of screens that only it hosts.</summary>
    public static readonly string[] Gateway = ["Gateway", "Admin", "Portal", "Screens"];

    private static readonly Dictionary<string, ReadAssembly> Read =
        Services.Concat(Gateway).Concat(["ServiceDefaults", "Contracts", "Standalone"]).ToDictionary(name => name, ReadAssembly.Open);

    private static readonly Dictionary<TypeName, ReadType> Types = Read.Values.SelectMany(a => a.Types).ToDictionary(t => t.Name);

    public static IReadOnlyCollection<ReadAssembly> Assemblies => Read.Values;

    public static ReadAssembly Assembly(string name) => Read[name];

    /// <summary>Null for a type of a library.</summary>
    public static ReadType? Find(TypeName name) => Types.GetValueOrDefault(name);

    /// <summary>The product's base types of a type, and the first base that is a library's.</summary>
    public static IEnumerable<TypeName> BasesOf(ReadType type)
    {
        for (var next = type.BaseType; next is not null; next = Find(next)?.BaseType)
        {
            yield return next;
        }
    }

    /// <summary>Made by EF Core's tools.</summary>
    public static bool IsMigration(TypeName type) => type.Namespace.Contains(".Migrations", StringComparison.Ordinal);
}
