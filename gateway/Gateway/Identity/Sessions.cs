using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>Starts and bounds cookie sessions.</summary>
internal sealed class Sessions(WallClock clock, IOptions<IdentityOptions> options)
{
    /// <summary>Name of the member of staff who looks at the portal in a preview.</summary>
    public const string PreviewedByClaim = "preview_by";

    private const string Limit = "limit";

    public async Task StartAsync(HttpContext context, SignInLink link)
    {
        var scheme = link.Purpose == LinkPurpose.Staff ? Schemes.Staff : Schemes.Portal;
        Claim[] more = link.PreviewedBy.Length > 0 ? [new Claim(PreviewedByClaim, link.PreviewedBy)] : [];
        await context.SignInAsync(scheme, link.ToGrant().ToPrincipal(scheme, more), Properties());
    }

    public AuthenticationProperties Properties() => new()
    {
        Items = { [Limit] = (clock.GetUtcNow() + options.Value.SessionLimit).ToString("O", CultureInfo.InvariantCulture) },
    };

    /// <summary>However often it was renewed, a session ends at its limit.</summary>
    public async Task CheckLimitAsync(CookieValidatePrincipalContext context)
    {
        var isWithin = context.Properties.Items.TryGetValue(Limit, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var limit)
            && clock.GetUtcNow() < limit;
        if (!isWithin)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }
}
