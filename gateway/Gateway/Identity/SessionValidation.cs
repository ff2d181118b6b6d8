using System.Security.Claims;
using Gateway.Tokens;

namespace Gateway.Identity;

/// <summary>What a request's session is worth.</summary>
internal enum SessionState
{
    Live,

    /// <summary>For good.</summary>
    Ended,

    /// <summary>Nothing is known against it, but its customer's address could not be looked up for too long: not good now, perhaps later.</summary>
    Unconfirmed,
}

/// <summary>
/// Decides for each request whether its session still counts. Of a customer's session the present mail address is looked up every time: a copy of the
/// answer, however young, would let the former address in on the replica that holds it.
/// </summary>
internal sealed class SessionValidation(Sessions sessions, CustomerAddresses addresses)
{
    /// <param name="principal">Of a cookie.</param>
    public async Task<SessionState> OfAsync(ClaimsPrincipal principal, CancellationToken ct) =>
        Sessions.IdOf(principal) is { } id ? await OfAsync(id, ct) : SessionState.Ended;

    /// <summary>A token that was exchanged for a link ends with its session; an application's has none, and its own end.</summary>
    public async Task<SessionState> OfAsync(Grant grant, CancellationToken ct) =>
        grant.SessionId is { } id ? await OfAsync(id, ct) : SessionState.Live;

    private async Task<SessionState> OfAsync(Guid id, CancellationToken ct)
    {
        if (await sessions.FindAsync(id, ct) is not { } session)
        {
            return SessionState.Ended;
        }

        switch (session.AddressHash.Length > 0 ? await addresses.CheckAsync(session.Subject, session.AddressHash, ct) : AddressState.Current)
        {
            case AddressState.Former:
                return SessionState.Ended;
            case AddressState.Unknown:
                return sessions.IsConfirmedLately(session) ? SessionState.Live : SessionState.Unconfirmed;
        }

        if (sessions.IsTouchDue(session))
        {
            await sessions.TouchAsync(session, ct);
        }

        return SessionState.Live;
    }
}
