using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost;

/// <summary>The processes of the system, as deploy/cluster.sh has them.</summary>
/// <param name="Migrator">Ends before the others start.</param>
/// <param name="Replicas">Two of the gateway and of each service.</param>
/// <param name="AdministratorLink">Prints a sign-in link and ends; started again, a fresh one.</param>
/// <param name="Settings">What they are told.</param>
internal sealed record Processes(IResource Migrator, IReadOnlyList<IResource> Replicas, IResource AdministratorLink, ProcessSettings Settings);

internal static class ProcessesSetup
{
    /// <summary>
    /// A replica is a resource of its own, on a port of its own, that Aspire only starts and watches. Its WithReplicas would put one proxy before
    /// both, which chooses a replica for each connection, and gRPC makes all its calls on one. As it is, YARP and the services' own clients go
    /// round over the replicas call by call and see which of them is ready, as they do in production.
    /// </summary>
    public static Processes AddProcesses(this IDistributedApplicationBuilder builder, Servers servers)
    {
        var settings = new ProcessSettings(builder, servers, new Ports(builder.Configuration.GetValue("port", Ports.First)));
        var migrator = Add<Projects.Migrator>("migrator").WithArgs("apply").WaitFor(servers.Postgres);
        List<IResourceBuilder<ProjectResource>> replicas =
        [
            .. Ports.Replicas.Select(Gateway),
            .. Service<Projects.Plans>("plans"),
            .. Service<Projects.Subscriptions>("subscriptions"),
            .. Service<Projects.Billing>("billing"),
            .. Service<Projects.Notifications>("notifications"),
        ];
        var link = Add<Projects.Gateway>("administrator-link").WithArgs("administrator-link").WithEnvironment(context => settings.Gateway(context, replica: 1)).WaitFor(replicas[0]);
        return new Processes(migrator.Resource, [.. replicas.Select(replica => replica.Resource)], link.Resource, settings);

        IResourceBuilder<ProjectResource> Gateway(int replica) => Add<Projects.Gateway>($"gateway-{replica}")
            .WithEnvironment(context => settings.Gateway(context, replica))
            .WithUrl($"{settings.Ports.GatewayUrl(replica)}/admin", "Admin")
            .WithUrl($"{settings.Ports.GatewayUrl(replica)}/portal", "Portal")
            .WithUrl($"{settings.Ports.GatewayUrl(replica)}/openapi", "API")
            .WithHealthCheck(Readiness($"gateway-{replica}", settings.Ports.GatewayUrl(replica), HttpVersion.Version11))
            .WaitForCompletion(migrator);

        IEnumerable<IResourceBuilder<ProjectResource>> Service<TProject>(string service)
            where TProject : IProjectMetadata, new() => Ports.Replicas.Select(replica => Add<TProject>($"{service}-{replica}")
            .WithEnvironment(context => settings.Service(context, service, replica))
            .WithHealthCheck(Readiness($"{service}-{replica}", settings.Ports.ServiceUrl(service, replica), HttpVersion.Version20))
            .WaitForCompletion(migrator).WaitFor(servers.RabbitMq));

        IResourceBuilder<ProjectResource> Add<TProject>(string name)
            where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, project =>
        {
            project.ExcludeLaunchProfile = true;
            project.ExcludeKestrelEndpoints = true;
        }).WithEnvironment(settings.Common);

        string Readiness(string name, string url, Version version)
        {
            builder.Services.AddHealthChecks().AddUrlGroup(new Uri($"{url}/health/ready"), name, configureClient: (_, client) =>
            {
                client.DefaultRequestVersion = version;
                client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            });
            return name;
        }
    }
}
