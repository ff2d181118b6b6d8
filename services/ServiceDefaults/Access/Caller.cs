using System.Globalization;
using System.Security.Claims;
using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;

namespace ServiceDefaults.Access;

/// <summary>Who makes this call, as the verified access token says.</summary>
/// <param name="Subject">The token's sub.</param>
/// <param name="CustomerId">Set for customers only.</param>
/// <param name="Preview">Staff looking at the portal as this customer: may read, may not change.</param>
public sealed record Caller(Role Role, string Subject, string Name, Guid? CustomerId, bool Preview)
{
    /// <summary>Scheduled work.</summary>
    public static readonly EventActor System = new("system", "system", "System");

    public EventActor Actor => new(KindOf(Role), Subject, Name);

    /// <summary>The customer that makes the call; PortalService takes it from nowhere else.</summary>
    public Guid RequiredCustomerId =>
        CustomerId ?? throw new InvalidOperationException("Only customers may reach this.");

    public static Caller? From(ClaimsPrincipal principal)
    {
        Role? role = principal.FindFirstValue("role") switch
        {
            "staff" => Role.Staff,
            "customer" => Role.Customer,
            "application" => Role.Application,
            _ => null,
        };
        var subject = principal.FindFirstValue("sub");
        if (role is null || string.IsNullOrEmpty(subject))
        {
            return null;
        }

        Guid? customer = Guid.TryParse(principal.FindFirstValue("customer_id"), CultureInfo.InvariantCulture, out var id) ? id : null;
        var preview = principal.FindFirstValue("preview") == "true";
        return role == Role.Customer && customer is null
            ? null
            : new Caller(role.Value, subject, principal.FindFirstValue("name") ?? subject, customer, preview);
    }

    private static string KindOf(Role role) => role switch
    {
        Role.Staff => "staff",
        Role.Customer => "customer",
        _ => "application",
    };
}

public static class CallerOfCall
{
    /// <summary>The caller that <see cref="AccessInterceptor"/> admitted.</summary>
    public static Caller Caller(this ServerCallContext context) =>
        context.UserState[typeof(Caller)] as Caller ?? throw new InvalidOperationException("The call was not authorized.");
}
