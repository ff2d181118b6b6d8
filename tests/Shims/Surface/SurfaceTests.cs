using System.Reflection;
using Xunit;

namespace Shims.Surface;

public sealed class SurfaceTests
{
    public static TheoryData<string> Official =>
    [
        "Grpc.AspNetCore.Server",
        "Grpc.Net.Client",
        "Yarp.ReverseProxy",
        "Microsoft.Data.SqlClient",
        "Microsoft.EntityFrameworkCore.Design",
        "Microsoft.CodeAnalysis.Workspaces.MSBuild",
    ];

    public static TheoryData<string> Shims => [.. Deployed.Shims];

    [Fact]
    public void Every_type_and_member_that_official_assemblies_reference_is_there()
    {
        string[] missing = [.. Deployed.Consumers
            .SelectMany(consumer => consumer.References, (consumer, reference) => (consumer.Name, reference))
            .Where(use => !Deployed.Offered.Contains(use.reference))
            .Select(use => $"{use.Name} needs {use.reference}")
            .Distinct()];

        // Not Assert.Empty, which cuts the list short: whoever updates a package wants to see all of it.
        Assert.True(missing.Length == 0, string.Join(Environment.NewLine, missing));
    }

    [Theory]
    [MemberData(nameof(Official))]
    public void Each_official_assembly_was_checked(string name)
    {
        var checkedMembers = Deployed.Consumers.Where(consumer => consumer.Name == name).SelectMany(consumer => consumer.References);

        Assert.Contains(checkedMembers, reference => reference.Member is not null);
    }

    [Theory]
    [MemberData(nameof(Shims))]
    public void Each_shim_is_needed(string shim) =>
        Assert.Contains(Deployed.Consumers.SelectMany(consumer => consumer.References), reference => reference.Assembly == shim);

    /// <summary>Loading fails where an abstract member of a shim has no implementation, or an interface differs.</summary>
    [Theory]
    [MemberData(nameof(Official))]
    public void Every_type_of_an_official_assembly_loads(string name) => Assert.NotEmpty(Assembly.Load(name).GetTypes());

    /// <summary>An override without a counterpart would silently become a method that nobody calls.</summary>
    [Theory]
    [MemberData(nameof(Official))]
    public void Every_override_finds_what_it_overrides(string name)
    {
        var orphans =
            from type in Assembly.Load(name).GetTypes()
            where type.BaseType is not null
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where method.IsVirtual && (method.Attributes & MethodAttributes.NewSlot) == 0
            where method.GetBaseDefinition() == method
            select $"{type.FullName}.{method.Name}";

        Assert.Empty(orphans);
    }
}
