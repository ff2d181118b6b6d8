using Google.Rpc;
using Grpc.AspNetCore.Server;
using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ServiceDefaults.Health;

/// <summary>
/// Server reflection, with which grpcurl and its like list and call what this process maps. Beside the files of the mapped services it
/// serves google.rpc's error details: no service imports them, but every refusal carries some.
/// </summary>
internal static class ReflectionSetup
{
    public static void AddReflection(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ReflectionServiceImpl(Names(provider), Symbols(provider)));
        services.AddSingleton(provider => new ReflectionV1ServiceImpl(Names(provider), Symbols(provider)));
        services.AddGrpcReflection();
    }

    private static IEnumerable<string> Names(IServiceProvider provider) =>
        Mapped(provider).Select(service => service.FullName).Order(StringComparer.Ordinal);

    private static SymbolRegistry Symbols(IServiceProvider provider) =>
        SymbolRegistry.FromFiles(Mapped(provider).Select(service => service.File).Append(ErrorDetailsReflection.Descriptor).Distinct());

    private static IEnumerable<ServiceDescriptor> Mapped(IServiceProvider provider)
    {
        var contracts = provider.GetRequiredService<ContractIndex>();
        return provider.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName)
            .Select(path => path is null ? null : contracts.Find(path)?.Method.Service)
            .OfType<ServiceDescriptor>()
            .Distinct();
    }
}
