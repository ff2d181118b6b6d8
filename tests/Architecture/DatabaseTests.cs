namespace Architecture.Tests;

/// <summary>One database per service: nobody else reads or writes it. The migrator, which only makes the tables, is not of the product's processes.</summary>
public sealed class DatabaseTests
{
    [Fact]
    public void No_database_context_is_used_outside_its_assembly() =>
        (from owner in Product.Assemblies
         where owner.Name != "ServiceDefaults"
         from context in owner.Types
         where Product.BasesOf(context).Any(b => b.Name == "DbContext")
         from other in Product.Assemblies
         where other != owner
         from type in other.Types
         where type.Uses.Contains(context.Name)
         select $"{type} of {other.Name} uses {context} of {owner.Name}").ShouldBeEmpty();

    [Fact]
    public void Every_service_has_one() =>
        Product.Services.Where(s => !Product.Assembly(s).Types.Any(t => Product.BasesOf(t).Any(b => b.Name == "DbContext"))).ShouldBeEmpty();
}
