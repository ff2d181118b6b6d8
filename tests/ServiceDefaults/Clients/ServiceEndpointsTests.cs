using ServiceDefaults.Clients;

namespace ServiceDefaults.Tests.Clients;

public sealed class ServiceEndpointsTests
{
    [Theory]
    [InlineData("http://plans:8080", true, false)]
    [InlineData("https://plans:8080", true, true)]
    [InlineData("http://localhost:8081", false, false)]
    [InlineData("http://10.0.0.5:8080", false, false)]
    [InlineData("http://a:1,http://b:2", false, false)]
    public void An_address_is_a_name_or_a_replica(string setting, bool isName, bool isHttps)
    {
        var endpoints = ServiceEndpoints.Parse(setting).ShouldNotBeNull();
        (endpoints.IsName, endpoints.IsHttps).ShouldBe((isName, isHttps));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plans:8080")]
    [InlineData("ftp://plans")]
    [InlineData("http://a:1,nonsense")]
    [InlineData("http://a:1,https://b:2")]
    public void Anything_else_is_not_understood(string? setting) => ServiceEndpoints.Parse(setting).ShouldBeNull();
}
