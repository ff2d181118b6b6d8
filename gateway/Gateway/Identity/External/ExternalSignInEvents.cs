using System.Security.Claims;
using Gateway.Data;
using Gateway.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Gateway.Identity.External;

/// <summary>Only members of staff that the gateway knows get in. Whoever does not is led to the sign-in page, which says what to do.</summary>
internal sealed partial class ExternalSignInEvents(GatewayDb db, Sessions sessions, ILogger<ExternalSignInEvents> logger) : OpenIdConnectEvents
{
    private const string RefusedPage = "/admin/sign-in?problem=provider";

    /// <summary>Leads to the sign-in page. The reason is for the log only, and no more of it than cannot name a person.</summary>
    public static void Refuse(HttpContext context, ILogger logger, Exception? reason)
    {
        LogRefused(logger, reason is AuthenticationFailureException ? reason.Message : reason?.GetType().Name ?? "unknown");
        context.Response.Redirect(RefusedPage);
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        // The protocol lets a provider leave the signature to TLS. A provider without TLS is possible here, so it does not.
        if (context.SecurityToken.RawSignature is not { Length: > 0 })
        {
            context.Fail("The id token is not signed.");
            return;
        }

        var email = MailAddressText.Key(EmailOf(context.Principal!) ?? "");
        var member = await db.StaffMembers.AsNoTracking().FirstOrDefaultAsync(known => known.Email == email, context.HttpContext.RequestAborted);
        if (member is null)
        {
            context.Fail("The id token names no known member of staff by a verified mail address.");
            return;
        }

        context.Principal = new Grant(member.Id.ToString(), member.Name, Grant.Staff, Language: member.Language).ToPrincipal(Schemes.Staff);
    }

    // The last step, after every check.
    public override async Task TicketReceived(TicketReceivedContext context) =>
        context.Principal = await sessions.BeginStaffAsync(Grant.From(context.Principal!)!, context.HttpContext.RequestAborted);

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        Refuse(context.HttpContext, logger, context.Failure);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>The mail address that the provider vouches for. One that never says whether addresses are verified manages them itself.</summary>
    private static string? EmailOf(ClaimsPrincipal principal)
    {
        var isVouchedFor = principal.FindFirst("email_verified")?.Value is not { } verified || (bool.TryParse(verified, out var yes) && yes);
        return isVouchedFor ? principal.FindFirst("email")?.Value : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in through the identity provider was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
