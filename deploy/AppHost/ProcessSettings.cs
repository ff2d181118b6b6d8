using Microsoft.Extensions.Hosting;

namespace AppHost;

/// <summary>
/// The environment of the processes: what deploy/processes.env says, which deploy/cluster.sh reads too, and the addresses and secrets of this
/// run. A variable that the developer has set stays as it is.
/// </summary>
internal sealed class ProcessSettings
{
    private readonly Servers _servers;
    private readonly ParameterResource _servicesSecret;

    public ProcessSettings(IDistributedApplicationBuilder builder, Servers servers, Ports ports)
    {
        _servers = servers;
        Ports = ports;
        _servicesSecret = Secret("services-secret");
        ApplicationSecret = Secret("application-secret");
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        MailFolder = Path.Combine(data, "subscriptions-apphost", "mail");

        // Made once, and kept in the user secrets of this project.
        ParameterResource Secret(string name) =>
            builder.AddParameter(name, new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true).Resource;
    }

    public Ports Ports { get; }

    /// <summary>Of the client "internal-application".</summary>
    public ParameterResource ApplicationSecret { get; }

    /// <summary>One file for each mail.</summary>
    public string MailFolder { get; }

    /// <summary>What every process has.</summary>
    public void Common(EnvironmentCallbackContext context)
    {
        foreach (var (name, value) in ProcessesFile.Read())
        {
            Give(context, name, value);
        }

        // This program itself runs in Development, where it finds its user secrets; the processes run as they do in the cluster.
        context.EnvironmentVariables["DOTNET_ENVIRONMENT"] = context.EnvironmentVariables["ASPNETCORE_ENVIRONMENT"] = Environments.Production;
        // Aspire's choice, always_on, would record the health checks that the gateway leaves out of its traces.
        context.EnvironmentVariables["OTEL_TRACES_SAMPLER"] = "parentbased_always_on";
        Give(context, "Messaging__RabbitMqUri", _servers.RabbitMq.Resource.ConnectionStringExpression);
        Give(context, "PublicUrl", Ports.GatewayUrl(1));
        Give(context, "Auth__Issuer", Ports.GatewayUrl(1));
        Give(context, "Auth__Backchannel", string.Join(',', Ports.Replicas.Select(Ports.GatewayUrl)));
        Give(context, "Auth__ClientSecret", _servicesSecret);
        Give(context, "Mail__Folder", MailFolder);
        foreach (var database in Ports.Services.Append("gateway"))
        {
            Give(context, $"ConnectionStrings__{database}", ReferenceExpression.Create($"{_servers.Postgres};Database={database};Maximum Pool Size=20"));
        }

        foreach (var service in Ports.Services)
        {
            Give(context, $"Services__{service}__Address", string.Join(',', Ports.Replicas.Select(replica => Ports.ServiceUrl(service, replica))));
        }
    }

    /// <summary>What a replica of a service has beside it.</summary>
    public void Service(EnvironmentCallbackContext context, string service, int replica) =>
        Give(context, "Kestrel__Endpoints__grpc__Url", Ports.ServiceUrl(service, replica));

    /// <summary>What a replica of the gateway has beside it.</summary>
    public void Gateway(EnvironmentCallbackContext context, int replica)
    {
        Give(context, "Gateway__Port", $"{Ports.Gateway(replica)}");
        Give(context, "Gateway__Grpc__Port", $"{Ports.GatewayGrpc(replica)}");
        Give(context, "Gateway__Identity__PublicUrl", context.EnvironmentVariables["PublicUrl"]);
        Give(context, "Gateway__Identity__Applications__0__Secret", _servicesSecret);
        Give(context, "Gateway__Identity__Applications__1__Secret", ApplicationSecret);
    }

    private static void Give(EnvironmentCallbackContext context, string name, object value) =>
        context.EnvironmentVariables[name] = Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? given : value;
}
