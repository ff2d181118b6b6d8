using System.Diagnostics;
using Contracts.Subscriptions.V1;
using Gateway.Identity.External;
using Screens.Identity;

namespace Gateway.Identity;

/// <summary>What the screens and the JSON API may ask of sign-in links.</summary>
internal sealed class ScreenSignInLinks(
    LinkRequests requests, SignInLinks links, CustomerService.CustomerServiceClient customers, IHttpContextAccessor http, IConfiguration configuration)
    : ISignInLinks
{
    private const int LongestAddress = 254;

    public string? StaffProviderPath => ExternalSignInSetup.IsConfigured(configuration) ? ExternalSignInSetup.BeginPath : null;

    public Task RequestLinkAsync(SignInPurpose purpose, string email, CancellationToken ct)
    {
        if (email.Length <= LongestAddress && !email.Any(char.IsControl))
        {
            requests.Add(new LinkRequest(purpose, email, Activity.Current?.Context ?? default));
        }

        return Task.CompletedTask;
    }

    public async Task<Uri> CreatePortalLinkAsync(string customerId, bool preview, CancellationToken ct) => (await CreateAsync(customerId, preview, ct)).Link;

    /// <summary>Subscriptions decides, by the caller's own token, whether there is such a customer for the caller.</summary>
    internal async Task<(Uri Link, DateTimeOffset ExpiresAt)> CreateAsync(string customerId, bool preview, CancellationToken ct)
    {
        var customer = await customers.GetCustomerAsync(new GetCustomerRequest { Id = customerId }, cancellationToken: ct);
        var holder = preview
            ? new LinkHolder(LinkPurpose.Preview, customer.Id, customer.Name, customer.Language, http.HttpContext?.User.FindFirst("name")?.Value ?? "")
            : new LinkHolder(LinkPurpose.Customer, customer.Id, customer.Name, customer.Language);
        return await links.CreateAsync(holder, ct);
    }
}
