using Gateway.Data;
using Gateway.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tokens;

/// <summary>The internal applications that may ask for tokens.</summary>
public interface IClientApplications
{
    /// <summary>Makes sure that the application exists with this secret, name and scopes; may be repeated.</summary>
    /// <param name="secret">32 characters or more; only its hash is kept.</param>
    /// <param name="scopes">Space-separated: plans subscriptions:read.</param>
    Task EnsureAsync(string id, string secret, string name, string scopes, CancellationToken ct);
}

internal sealed class ClientApplications(GatewayDb db) : IClientApplications
{
    private const int LeastSecretLength = 32;

    public async Task EnsureAsync(string id, string secret, string name, string scopes, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, LeastSecretLength, nameof(secret));
        if (Scopes.Split(scopes).FirstOrDefault(scope => !Scopes.Exists(scope)) is { } unknown)
        {
            throw new ArgumentException($"There is no scope {unknown}.", nameof(scopes));
        }

        var application = await db.ClientApplications.FirstOrDefaultAsync(known => known.Id == id, ct);
        if (application is null)
        {
            application = new ClientApplication { Id = id, SecretHash = Secrets.Hash(secret), Name = name, Scopes = scopes };
            db.ClientApplications.Add(application);
        }

        application.SecretHash = Secrets.Hash(secret);
        application.Name = name;
        application.Scopes = scopes;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (db.Entry(application).State == EntityState.Added)
        {
            // Another replica started at the same moment and was first; it has the same settings.
            db.ChangeTracker.Clear();
            if (!await db.ClientApplications.AnyAsync(known => known.Id == id, ct))
            {
                throw;
            }
        }
    }

    /// <summary>The application, if the secret is its own.</summary>
    internal async Task<ClientApplication?> FindAsync(string id, string secret, CancellationToken ct)
    {
        if (id.Contains('\0', StringComparison.Ordinal))
        {
            // PostgreSQL takes no text with it, not even to compare.
            return null;
        }

        var application = await db.ClientApplications.AsNoTracking().FirstOrDefaultAsync(known => known.Id == id, ct);
        return application is not null && Secrets.Matches(secret, application.SecretHash) ? application : null;
    }
}
