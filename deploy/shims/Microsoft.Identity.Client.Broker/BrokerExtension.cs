namespace Microsoft.Identity.Client.Broker;

/// <summary>The desktop sign-in broker is nothing for a server: the builder comes back as it was.</summary>
public static class BrokerExtension
{
    public static PublicClientApplicationBuilder WithBroker(this PublicClientApplicationBuilder builder, BrokerOptions brokerOptions) => builder;
}
