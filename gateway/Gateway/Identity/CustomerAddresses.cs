using Contracts.Subscriptions.V1;
using Gateway.Tokens;
using Grpc.Core;

namespace Gateway.Identity;

/// <summary>
/// Whether a customer still has the mail address that a session began with. Subscriptions is asked, because it knows of every change, by whichever
/// way it came; it is asked in the gateway's own name, since the customer is not signed in yet at that moment.
/// </summary>
internal sealed class CustomerAddresses([FromKeyedServices(CustomerAddresses.Service)] CallInvoker invoker, CallTokens tokens)
{
    private const string Service = "subscriptions";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly CustomerService.CustomerServiceClient _customers = new(invoker);

    /// <summary>What an address is remembered as: the gateway's database holds none in clear.</summary>
    public static string Hash(string address) => Secrets.Hash(StaffMember.Normalize(address));

    /// <summary>True also while Subscriptions does not answer: nothing of the customer's can be shown or changed then.</summary>
    public async Task<bool> IsCurrentAsync(string customerId, string hash, CancellationToken ct)
    {
        var token = await tokens.ForAsync(CallTokens.Gateway, Service, ct);
        try
        {
            var customer = await _customers.GetCustomerAsync(
                new GetCustomerRequest { Id = customerId },
                new Metadata { { "authorization", $"Bearer {token}" } },
                TimeProvider.System.GetUtcNow().UtcDateTime + _patience,
                ct);
            return Hash(customer.Email) == hash;
        }
        catch (RpcException failed)
        {
            return failed.StatusCode != StatusCode.NotFound;
        }
    }
}
