using System.Diagnostics;
using System.Security.Claims;
using Contracts.Subscriptions.V1;
using Gateway.Identity.External;
using Gateway.Tokens;
using Microsoft.AspNetCore.Authentication;
using Screens.Identity;

namespace Gateway.Identity;

/// <summary>What the screens and the JSON API may ask of sign-in links.</summary>
internal sealed class ScreenSignInLinks(
    LinkRequests requests,
    SignInLinks links,
    Sessions sessions,
    CustomerService.CustomerServiceClient customers,
    IHttpContextAccessor http,
    IConfiguration configuration) : ISignInLinks
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

    public async Task<Uri> CreatePortalLinkAsync(string customerId, CancellationToken ct) => (await CreateAsync(customerId, preview: false, ct)).Link;

    public async Task OpenPreviewAsync(string customerId, CancellationToken ct)
    {
        var customer = await customers.GetCustomerAsync(new GetCustomerRequest { Id = customerId }, cancellationToken: ct);
        var asker = http.HttpContext!.User;
        var grant = new Grant(customer.Id, customer.Name, Grant.Customer, CustomerId: customer.Id, Preview: true, Language: customer.Language);
        await http.HttpContext.SignInAsync(Schemes.Portal, await sessions.BeginPreviewAsync(grant, Sessions.IdOf(asker), asker.FindFirst("name")?.Value ?? "", ct));
    }

    /// <summary>Subscriptions decides, by the caller's own token, whether there is such a customer for the caller.</summary>
    internal async Task<(Uri Link, DateTimeOffset ExpiresAt)> CreateAsync(string customerId, bool preview, CancellationToken ct)
    {
        var customer = await customers.GetCustomerAsync(new GetCustomerRequest { Id = customerId }, cancellationToken: ct);
        var holder = LinkHolder.Of(customer, preview ? LinkPurpose.Preview : LinkPurpose.Customer);
        return await links.CreateAsync(preview && http.HttpContext?.User is { } asker ? ForPreviewBy(asker, holder) : holder, ct);
    }

    private static LinkHolder ForPreviewBy(ClaimsPrincipal asker, LinkHolder holder) =>
        holder with { PreviewedBy = asker.FindFirst("name")?.Value ?? "", MadeInSessionId = Sessions.IdOf(asker) };
}
