using System.Reflection;
using Contracts.Common.V1;

namespace Gateway.Transcoding;

internal static class TranscodingSetup
{
    public static void AddTranscoding(this IServiceCollection services)
    {
        services.AddOptions<TranscodingOptions>().BindConfiguration("Gateway:Transcoding").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(_ => new RpcCatalog(ContractsAssembly));
        services.AddSingleton<RpcRouter>();
        services.AddSingleton<RequestReader>();
    }

    internal static Assembly ContractsAssembly => typeof(Role).Assembly;
}
