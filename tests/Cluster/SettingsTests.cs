namespace Cluster.Tests;

/// <summary>A process whose settings cannot work says so, all at once, and does not start.</summary>
public sealed class SettingsTests
{
    private const int WrongConfiguration = 78;

    [Fact]
    public async Task Everything_that_is_wrong_is_said_in_a_line_each()
    {
        var (code, errors) = await Start("services/Subscriptions", new()
        {
            ["Services__plans__Address"] = "plans:8080",
            ["Auth__Issuer"] = "nowhere",
            ["Auth__Backchannel"] = "ftp://gateway",
            ["Tls__CertificatePath"] = "/nowhere/process.pem",
            ["Shutdown__DrainDelay"] = "10:00:00",
            ["DueWork__Lease"] = "00:00:01",
        });

        code.ShouldBe(WrongConfiguration);
        foreach (var setting in new[] { "ConnectionStrings:subscriptions", "Services:plans:Address", "Auth:Issuer", "Auth:Backchannel", "Tls:KeyPath", "Shutdown:DrainDelay", "DueWork:Lease" })
        {
            errors.ShouldContain(setting);
        }

        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("Configuration: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Database__Provider", "Oracle", "Database:Provider")]
    [InlineData("Messaging__Transport", "Pigeon", "Messaging:Transport")]
    [InlineData("Messaging__RabbitMqUri", "http://user:s3cret@broker", "Messaging:RabbitMqUri")]
    [InlineData("Messaging__Prefetch", "many", "Messaging:Prefetch")]
    public async Task A_wrong_setting_is_named_and_its_value_is_not(string name, string value, string named)
    {
        var settings = new Dictionary<string, string> { ["DataDirectory"] = "/tmp", ["Messaging__Transport"] = "RabbitMq", ["Messaging__RabbitMqUri"] = "amqp://u:s3cret@localhost:1/" };
        settings[name] = value;

        var (code, errors) = await Start("services/Plans", settings);

        code.ShouldBe(WrongConfiguration);
        errors.ShouldContain(named);
        errors.ShouldNotContain("s3cret");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_gateway_says_it_too()
    {
        var (code, errors) = await Start("gateway/Gateway", new() { ["Gateway__Identity__PublicUrl"] = "here", ["DataDirectory"] = "/tmp" });

        code.ShouldBe(WrongConfiguration);
        errors.ShouldContain("PublicUrl");
    }

    private static async Task<(int Code, string Errors)> Start(string project, Dictionary<string, string> settings)
    {
        var process = await Tool.RunBuilt(project, [], settings);
        return (process.Code, process.Errors);
    }
}
