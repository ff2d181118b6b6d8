using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServiceDefaults.Clients;

/// <summary>Registers generated gRPC clients.</summary>
public static class ClientSetup
{
    /// <summary>Key of the <see cref="IAccessTokenSource"/> by which the process speaks for itself.</summary>
    public const string OwnIdentity = "own-identity";

    /// <summary>A client with the identity that the scope's <see cref="IAccessTokenSource"/> gives, such as the signed-in person's.</summary>
    /// <param name="service">Whom it calls: plans, subscriptions ...</param>
    public static void AddDelegatedGrpcClient<TClient>(this IServiceCollection services, string service)
        where TClient : ClientBase<TClient>
    {
        services.AddServiceChannel(service);
        services.AddScoped(provider => Create<TClient>(provider, service, provider.GetRequiredService<IAccessTokenSource>()));
    }

    /// <summary>A client with the identity that is given.</summary>
    /// <param name="service">Whom it calls: plans, subscriptions ...</param>
    /// <param name="tokens">Whose identity it has.</param>
    public static void AddGrpcClient<TClient>(this IServiceCollection services, string service, Func<IServiceProvider, IAccessTokenSource> tokens)
        where TClient : ClientBase<TClient>
    {
        services.AddServiceChannel(service);
        services.AddScoped(provider => Create<TClient>(provider, service, tokens(provider)));
    }

    /// <summary>
    /// A client with the identity of the calling service itself, under that service's name as key: several services may share
    /// one process with the gateway, whose clients act for people.
    /// </summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="service">Whom it calls.</param>
    public static void AddServiceGrpcClient<TClient>(this IServiceCollection services, string caller, string service)
        where TClient : ClientBase<TClient>
    {
        services.AddServiceChannel(service);
        services.TryAddKeyedSingleton<IAccessTokenSource>(OwnIdentity, (provider, _) =>
            ActivatorUtilities.CreateInstance<ClientCredentialsTokens>(
                provider, new HttpClient(provider.GetRequiredService<GatewayBackchannel>()) { Timeout = TimeSpan.FromSeconds(5) }));
        services.AddKeyedScoped(caller, (provider, _) => Create<TClient>(provider, service, provider.GetRequiredKeyedService<IAccessTokenSource>(OwnIdentity)));
    }

    private static TClient Create<TClient>(IServiceProvider provider, string service, IAccessTokenSource tokens)
        where TClient : ClientBase<TClient>
    {
        var invoker = provider.GetRequiredKeyedService<CallInvoker>(service).Intercept(new CallDefaults(tokens, service));
        return (TClient)Activator.CreateInstance(typeof(TClient), invoker)!;
    }
}
