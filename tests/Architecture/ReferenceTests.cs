namespace Architecture.Tests;

/// <summary>gateway -> contracts &lt;- services: the direction between assemblies.</summary>
public sealed class ReferenceTests
{
    [Theory, MemberData(nameof(ServiceNames))]
    public void A_service_references_no_other_service_and_not_the_gateway(string service) =>
        Forbidden(service, [.. Product.Services.Where(s => s != service), .. Product.Gateway, "Standalone"]).ShouldBeEmpty();

    [Theory, MemberData(nameof(GatewayNames))]
    public void The_gateway_references_no_service(string assembly) => Forbidden(assembly, [.. Product.Services, "Standalone"]).ShouldBeEmpty();

    [Theory, InlineData("Admin", "Portal"), InlineData("Portal", "Admin")]
    public void The_pages_of_staff_and_of_customers_do_not_know_each_other(string assembly, string other) => Forbidden(assembly, [other, "Gateway"]).ShouldBeEmpty();

    [Fact]
    public void Service_defaults_reference_the_contracts_only() => OursOf("ServiceDefaults").ShouldBe(["Contracts"]);

    [Fact]
    public void The_contracts_reference_nothing_of_the_product() => OursOf("Contracts").ShouldBeEmpty();

    public static TheoryData<string> ServiceNames() => [.. Product.Services];

    public static TheoryData<string> GatewayNames() => [.. Product.Gateway];

    private static IEnumerable<string> OursOf(string assembly) =>
        Product.Assembly(assembly).References.Where(reference => Product.Assemblies.Any(a => a.Name == reference)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Forbidden(string assembly, string[] others) =>
        OursOf(assembly).Intersect(others).Select(other => $"{assembly} references {other}");
}
