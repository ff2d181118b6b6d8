using System.Globalization;
using Contracts.Subscriptions.V1;
using Gateway.Data;
using Gateway.Tokens;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Gateway.Identity;

/// <summary>What is known of an address that a customer once signed in with.</summary>
internal enum AddressState
{
    Current,

    /// <summary>The customer has another one by now, or is gone.</summary>
    Former,

    /// <summary>Subscriptions does not answer.</summary>
    Unknown,
}

/// <summary>
/// Whether a customer still has the mail address that a session or a link began with. Subscriptions is asked, because it knows of every change, by
/// whichever way it came, as soon as it is made; it is asked in the gateway's own name, since the customer is not signed in yet at that moment.
/// </summary>
internal sealed class CustomerAddresses(
    [FromKeyedServices(CustomerAddresses.Service)] CallInvoker invoker, CallTokens tokens, Sessions sessions, GatewayDb db)
{
    private const string Service = "subscriptions";

    /// <summary>Stands for the hash of a customer who is gone: no address hashes to it.</summary>
    private const string NoCustomer = "-";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly CustomerService.CustomerServiceClient _customers = new(invoker);

    /// <summary>
    /// What a customer's present address is remembered as: the gateway's database holds none in clear. One that was given up and taken again hashes
    /// to something else than before.
    /// </summary>
    public static string Hash(Customer customer) =>
        Secrets.Hash(string.Create(CultureInfo.InvariantCulture, $"{MailAddressText.Key(customer.Email)} {customer.EmailVersion}"));

    /// <summary>
    /// Asks. When the address has changed, all that was begun with a former one ends, so that it stays refused on every replica although Subscriptions
    /// may not answer the next time.
    /// </summary>
    /// <param name="hash">Of the address in question.</param>
    public async Task<AddressState> CheckAsync(string customerId, string hash, CancellationToken ct)
    {
        var current = await CurrentAsync(customerId, ct);
        if (current is null)
        {
            return AddressState.Unknown;
        }

        if (current == hash)
        {
            return AddressState.Current;
        }

        await sessions.EndAllOfFormerAddressesAsync(customerId, current, ct);
        await db.SignInLinks
            .Where(link => link.Subject == customerId && link.UsedAt == null && link.AddressHash != "" && link.AddressHash != current)
            .ExecuteDeleteAsync(ct);
        return AddressState.Former;
    }

    /// <summary>What the present address hashes to; null while Subscriptions does not answer.</summary>
    private async Task<string?> CurrentAsync(string customerId, CancellationToken ct)
    {
        var token = await tokens.ForAsync(CallTokens.Gateway, Service, ct);
        try
        {
            var customer = await _customers.GetCustomerAsync(
                new GetCustomerRequest { Id = customerId },
                new Metadata { { "authorization", $"Bearer {token}" } },
                TimeProvider.System.GetUtcNow().UtcDateTime + _patience,
                ct);
            return Hash(customer);
        }
        catch (RpcException failed)
        {
            return failed.StatusCode == StatusCode.NotFound ? NoCustomer : null;
        }
    }
}
