using Contracts.Subscriptions.V1;
using Grpc.Core;

namespace Portal.Identity;

/// <summary>The profile of the signed-in customer, asked for once a request.</summary>
public sealed class CurrentCustomer(SubscriptionClient subscriptions)
{
    Task<Profile?>? profile;

    /// <summary>Null when the service does not answer; the page can do without.</summary>
    public Task<Profile?> Get(CancellationToken ct) => profile ??= Load(ct);

    async Task<Profile?> Load(CancellationToken ct)
    {
        try
        {
            return await subscriptions.GetProfileAsync(new(), cancellationToken: ct);
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
