using System.Security.Claims;
using Gateway.Data;
using Gateway.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Hosting;

namespace Gateway.Identity;

/// <summary>Begins, finds and ends sessions.</summary>
internal sealed class Sessions(GatewayDb db, WallClock clock, IOptions<IdentityOptions> options)
{
    /// <summary>Name of the member of staff who looks at the portal in a preview.</summary>
    public const string PreviewedByClaim = "preview_by";

    /// <summary>The session's id, in cookies and in tokens that were exchanged for a link.</summary>
    public const string IdClaim = "sid";

    /// <summary>Of rows that ended, one sign-in removes so many: more than it adds, and never long.</summary>
    private const int RemovedAtOnce = 100;

    private static readonly TimeSpan _touchInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a customer's session goes on while the present address cannot be looked up.</summary>
    private static readonly TimeSpan _unconfirmedLimit = TimeSpan.FromMinutes(15);

    /// <summary>The session that a principal of a cookie belongs to; null when it names none.</summary>
    public static Guid? IdOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirst(IdClaim)?.Value, out var id) ? id : null;

    /// <summary>A session of a member of staff.</summary>
    /// <returns>What the cookie shall hold.</returns>
    public Task<ClaimsPrincipal> BeginStaffAsync(Grant staff, CancellationToken ct) =>
        BeginAsync(staff, Schemes.Staff, new() { StaffMemberId = Guid.Parse(staff.Subject) }, ct);

    /// <summary>A look at the portal as a customer.</summary>
    /// <param name="parentId">The staff session that it is opened from; null where an application asked for it.</param>
    /// <param name="previewedBy">Name of who looks.</param>
    /// <returns>What the cookie shall hold.</returns>
    public Task<ClaimsPrincipal> BeginPreviewAsync(Grant customer, Guid? parentId, string previewedBy, CancellationToken ct) =>
        BeginAsync(customer, Schemes.Portal, new() { ParentId = parentId, PreviewedBy = previewedBy }, ct);

    /// <summary>A session of the person whom the link is for.</summary>
    /// <returns>What the cookie shall hold.</returns>
    public Task<ClaimsPrincipal> BeginAsync(SignInLink link, CancellationToken ct) => link.Purpose switch
    {
        LinkPurpose.Staff => BeginStaffAsync(link.ToGrant(), ct),
        LinkPurpose.Preview => BeginPreviewAsync(link.ToGrant(), link.MadeInSessionId, link.PreviewedBy, ct),
        _ => BeginAsync(link.ToGrant(), Schemes.Portal, new() { AddressHash = link.AddressHash }, ct),
    };

    /// <summary>A session behind an access token, which ends with it.</summary>
    /// <param name="lifetime">Of the token.</param>
    /// <returns>What the token shall say.</returns>
    public async Task<Grant> BeginTokenAsync(SignInLink link, TimeSpan lifetime, CancellationToken ct)
    {
        var session = await AddAsync(
            link.ToGrant(), Schemes.Portal, new() { ParentId = link.MadeInSessionId, AddressHash = link.AddressHash, Lifetime = lifetime }, ct);
        return link.ToGrant() with { SessionId = session.Id };
    }

    /// <summary>The session; null when it has ended, for whatever cause.</summary>
    public async Task<Session?> FindAsync(Guid id, CancellationToken ct)
    {
        var live = Live();
        return await live.FirstOrDefaultAsync(
            session => session.Id == id && (session.ParentId == null || live.Any(parent => parent.Id == session.ParentId)), ct);
    }

    /// <summary>Whether its last request was noted long enough ago to note this one.</summary>
    public bool IsTouchDue(Session session) => session.LastSeenAt <= clock.GetUtcNow() - _touchInterval;

    /// <summary>Whether its customer's address was found unchanged lately enough to go on without asking again.</summary>
    public bool IsConfirmedLately(Session session) => session.LastSeenAt > clock.GetUtcNow() - _unconfirmedLimit;

    /// <summary>Notes that a request of it came and was found good.</summary>
    public async Task TouchAsync(Session session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(known => known.Id == session.Id && known.LastSeenAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.LastSeenAt, now), ct);
    }

    /// <summary>Ends one session.</summary>
    public Task EndAsync(Guid id, CancellationToken ct) => RevokeAsync(db.Sessions.Where(session => session.Id == id), ct);

    /// <summary>Ends every session that a customer began with another address; previews stay.</summary>
    /// <param name="current">What the present address hashes to.</param>
    public Task EndAllOfFormerAddressesAsync(string customerId, string current, CancellationToken ct) => RevokeAsync(
        db.Sessions.Where(session => session.Subject == customerId && session.Scheme == Schemes.Portal
            && session.AddressHash != "" && session.AddressHash != current),
        ct);

    /// <summary>Ends every session of a person on one side: signs out everywhere.</summary>
    /// <param name="scheme">One of <see cref="Schemes"/>.</param>
    /// <param name="subject">Staff member's or customer's id.</param>
    public Task EndAllAsync(string scheme, string subject, CancellationToken ct) =>
        RevokeAsync(db.Sessions.Where(session => session.Subject == subject && session.Scheme == scheme), ct);

    private IQueryable<Session> Live()
    {
        var now = clock.GetUtcNow();
        var idleSince = now - options.Value.SessionIdle;
        return db.Sessions.AsNoTracking().Where(session => session.RevokedAt == null && session.EndsAt > now && session.LastSeenAt > idleSince);
    }

    private async Task RevokeAsync(IQueryable<Session> sessions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await sessions.Where(session => session.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RevokedAt, now), ct);
    }

    private async Task<ClaimsPrincipal> BeginAsync(Grant grant, string scheme, Origin origin, CancellationToken ct)
    {
        var session = await AddAsync(grant, scheme, origin, ct);
        return grant.ToPrincipal(
            scheme,
            [new(IdClaim, session.Id.ToString()), .. origin.PreviewedBy.Length > 0 ? new Claim[] { new(PreviewedByClaim, origin.PreviewedBy) } : []]);
    }

    private async Task<Session> AddAsync(Grant grant, string scheme, Origin origin, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var parent = origin.ParentId is { } id ? await db.Sessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id, ct) : null;
        var limit = now + (origin.Lifetime ?? options.Value.SessionLimit);
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            Scheme = scheme,
            Subject = grant.Subject,
            StaffMemberId = origin.StaffMemberId ?? parent?.StaffMemberId,
            ParentId = origin.ParentId,
            AddressHash = origin.AddressHash,
            CreatedAt = now,
            LastSeenAt = now,
            EndsAt = parent?.EndsAt < limit ? parent.EndsAt : limit,
        };
        await db.Sessions.Where(old => old.EndsAt < now).OrderBy(old => old.EndsAt).Take(RemovedAtOnce).ExecuteDeleteAsync(ct);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        return session;
    }

    /// <summary>What a session comes from.</summary>
    private sealed record Origin
    {
        public Guid? StaffMemberId { get; init; }

        public Guid? ParentId { get; init; }

        public string AddressHash { get; init; } = "";

        public string PreviewedBy { get; init; } = "";

        /// <summary>Null for the usual limit.</summary>
        public TimeSpan? Lifetime { get; init; }
    }
}
