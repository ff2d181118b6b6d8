using Contracts.Subscriptions.V1;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Hosting;

namespace Gateway.Identity;

/// <summary>Why a link did not let anyone in.</summary>
internal enum LinkRefusal
{
    None,

    /// <summary>There is no such link, or it is for something else, or went to an address that the customer no longer has.</summary>
    Unknown,
    Used,
    Expired,
}

/// <summary>For whom a link is made.</summary>
/// <param name="Address">The person's mail address.</param>
/// <param name="AddressHash">See <see cref="SignInLink.AddressHash"/>.</param>
/// <param name="PreviewedBy">Who looks, when the purpose is a preview.</param>
/// <param name="MadeInSessionId">See <see cref="SignInLink.MadeInSessionId"/>.</param>
internal sealed record LinkHolder(
    LinkPurpose Purpose, string Subject, string Name, string Language, string Address, string AddressHash = "", string PreviewedBy = "", Guid? MadeInSessionId = null)
{
    /// <param name="purpose">A link for the customer, or for staff who look at the portal as the customer.</param>
    public static LinkHolder Of(Customer customer, LinkPurpose purpose) => new(
        purpose, customer.Id, customer.Name, customer.Language, customer.Email, purpose == LinkPurpose.Customer ? CustomerAddresses.Hash(customer) : "");
}

/// <summary>Makes and uses up sign-in links.</summary>
internal sealed class SignInLinks(GatewayDb db, CustomerAddresses addresses, WallClock clock, IOptions<IdentityOptions> options)
{
    private static readonly TimeSpan _keptAfterExpiry = TimeSpan.FromDays(7);

    /// <returns>The absolute link, which is told to nobody else and stored nowhere, and when it ends.</returns>
    public async Task<(Uri Link, DateTimeOffset ExpiresAt)> CreateAsync(LinkHolder holder, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = Secrets.Create();
        var link = new SignInLink
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = Secrets.Hash(token),
            Purpose = holder.Purpose,
            Subject = holder.Subject,
            StaffMemberId = holder.Purpose == LinkPurpose.Staff ? Guid.Parse(holder.Subject) : null,
            Name = holder.Name,
            Language = holder.Language,
            MaskedAddress = MaskedAddress.Of(holder.Address),
            PreviewedBy = holder.PreviewedBy,
            MadeInSessionId = holder.MadeInSessionId,
            AddressHash = holder.AddressHash,
            CreatedAt = now,
            ExpiresAt = now + options.Value.LinkLifetime,
        };
        var forgotten = now - _keptAfterExpiry;
        await db.SignInLinks.Where(old => old.ExpiresAt < forgotten).ExecuteDeleteAsync(ct);
        db.SignInLinks.Add(link);
        await db.SaveChangesAsync(ct);
        return (new Uri($"{options.Value.PublicUrl.TrimEnd('/')}/sign-in/{token}"), link.ExpiresAt);
    }

    /// <summary>Whether the person was given as many links as one may have at a time.</summary>
    public async Task<bool> HasEnoughAsync(string subject, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - options.Value.LinkLifetime;
        var count = await db.SignInLinks.CountAsync(link => link.Subject == subject && link.CreatedAt > since, ct);
        return count >= options.Value.LinksPerPerson;
    }

    /// <summary>The link, when it could be used now; nothing comes of asking.</summary>
    public async Task<(SignInLink? Link, LinkRefusal Refusal)> FindAsync(string token, List<LinkPurpose> purposes, CancellationToken ct)
    {
        var found = await ReadAsync(Secrets.Hash(token), purposes, ct);
        var refusal = found is { UsedAt: null } && found.ExpiresAt > clock.GetUtcNow() ? LinkRefusal.None : RefusalOf(found);
        if (refusal == LinkRefusal.None && await WentToFormerAddressAsync(found!, ct))
        {
            refusal = LinkRefusal.Unknown;
        }

        return (refusal == LinkRefusal.None ? found : null, refusal);
    }

    /// <summary>Uses the link up. Of any number of simultaneous requests exactly one gets in.</summary>
    /// <param name="purposes">What the caller opens; a link for anything else stays as it is.</param>
    public async Task<(SignInLink? Link, LinkRefusal Refusal)> UseAsync(string token, List<LinkPurpose> purposes, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        var now = clock.GetUtcNow();
        var claimed = await db.SignInLinks
            .Where(link => link.TokenHash == hash && link.UsedAt == null && link.ExpiresAt > now && purposes.Contains(link.Purpose))
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), ct);
        var found = await ReadAsync(hash, purposes, ct);
        if (claimed == 0 || found is null)
        {
            return (null, RefusalOf(found));
        }

        return await WentToFormerAddressAsync(found, ct) ? (null, LinkRefusal.Unknown) : (found, LinkRefusal.None);
    }

    /// <summary>What a link that let nobody in was meant for; null when it is unknown.</summary>
    public async Task<LinkPurpose?> PurposeAsync(string token, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        return (await db.SignInLinks.AsNoTracking().FirstOrDefaultAsync(link => link.TokenHash == hash, ct))?.Purpose;
    }

    private static LinkRefusal RefusalOf(SignInLink? unusable) => unusable switch
    {
        null => LinkRefusal.Unknown,
        { UsedAt: not null } => LinkRefusal.Used,
        _ => LinkRefusal.Expired,
    };

    /// <summary>False also while Subscriptions does not answer: the address was the customer's when the link was made.</summary>
    private async Task<bool> WentToFormerAddressAsync(SignInLink link, CancellationToken ct) =>
        link.AddressHash.Length > 0 && await addresses.CheckAsync(link.Subject, link.AddressHash, ct) == AddressState.Former;

    private Task<SignInLink?> ReadAsync(string hash, List<LinkPurpose> purposes, CancellationToken ct) =>
        db.SignInLinks.AsNoTracking().FirstOrDefaultAsync(link => link.TokenHash == hash && purposes.Contains(link.Purpose), ct);
}
