namespace Architecture.Tests;

/// <summary>What only its assembly uses is internal, and what nobody derives from is sealed.</summary>
public sealed class VisibilityTests
{
    private static readonly IReadOnlyCollection<ReadAssembly> Checked =
        [.. Product.Services.Concat(Product.Gateway).Append("ServiceDefaults").Select(Product.Assembly)];

    /// <summary>Public for the tests alone: several of their projects start or replace them.</summary>
    private static readonly string[] ForTests = ["ServiceDefaults.Access.ServiceBearer", "ServiceDefaults.Retention.RetentionService`1"];

    [Fact]
    public void A_type_is_sealed_unless_it_has_derived_types()
    {
        var bases = Product.Assemblies.SelectMany(a => a.Types).Select(t => t.BaseType).ToHashSet();
        Own().Where(t => !t.IsSealedOrAbstract && !bases.Contains(t.Name)).Select(t => t.ToString()).Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void A_type_is_internal_unless_another_assembly_uses_it()
    {
        var needed = Needed();
        Own().Where(t => t.IsPublic && !needed.Contains(t.Name) && !ForTests.Contains(t.ToString())).Select(t => t.ToString()).Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>Razor's compiler makes components public and open, and the compiler the program of top-level statements.</summary>
    private static IEnumerable<ReadType> Own() =>
        Checked.SelectMany(a => a.Types).Where(t => !Product.IsMigration(t.Name) && !IsComponent(t) && t.Name.Name != "Program");

    private static bool IsComponent(ReadType type) => type.Name.Name == "_Imports" || Product.BasesOf(type).Any(b => b.Name.EndsWith("ComponentBase", StringComparison.Ordinal));

    /// <summary>What another assembly uses, contexts (the migrator finds them) and what is public with them.</summary>
    private static HashSet<TypeName> Needed()
    {
        var usedElsewhere = Product.Assemblies.SelectMany(a => a.Types.SelectMany(t => t.Uses).Where(u => u.Assembly != a.Name));
        var contexts = Checked.SelectMany(a => a.Types).Where(t => Product.BasesOf(t).Any(b => b.Name == "DbContext")).Select(t => t.Name);
        var components = Checked.SelectMany(a => a.Types).Where(IsComponent).Select(t => t.Name);
        var needed = new HashSet<TypeName>();
        var next = new Stack<TypeName>(usedElsewhere.Concat(contexts).Concat(components));
        while (next.TryPop(out var name))
        {
            if (Product.Find(name) is { } type && needed.Add(name))
            {
                foreach (var shown in type.Shows)
                {
                    next.Push(shown);
                }
            }
        }

        return needed;
    }
}
