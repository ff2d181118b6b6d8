using System.Security.Cryptography;
using Gateway.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults.Hosting;

namespace Gateway.Tokens;

/// <summary>A key in memory.</summary>
internal sealed record LoadedKey(string Kid, ECDsaSecurityKey Key, DateTimeOffset SignsFrom, DateTimeOffset RetiresAt);

/// <summary>
/// The signing keys of all replicas. Makes the next key ahead of its turn; whoever notices first makes it. Keys are read
/// again every few minutes, which is far less than they are published ahead.
/// </summary>
internal sealed partial class KeyRing(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, WallClock clock, IOptions<TokenOptions> options, ILogger<KeyRing> logger)
    : IDisposable
{
    private static readonly TimeSpan _rereadAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _leastPause = TimeSpan.FromSeconds(10);

    private readonly IDataProtector _protector = protection.CreateProtector("Gateway.Tokens.SigningKey");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Snapshot _snapshot = new([], DateTimeOffset.MinValue);

    /// <summary>The key that signs now.</summary>
    public async ValueTask<LoadedKey> SigningAsync(CancellationToken ct) => Signing((await CurrentAsync(ct)).Keys, clock.GetUtcNow())!;

    /// <summary>Every key that a verifier may meet, now or soon.</summary>
    public async ValueTask<IReadOnlyList<LoadedKey>> PublishedAsync(CancellationToken ct) => (await CurrentAsync(ct)).Keys;

    /// <summary>A published key; a new one that another replica made is looked for.</summary>
    public async ValueTask<LoadedKey?> FindAsync(string kid, CancellationToken ct)
    {
        var snapshot = await CurrentAsync(ct);
        if (Find(snapshot, kid) is null && clock.GetUtcNow() - snapshot.ReadAt > _leastPause)
        {
            snapshot = await RereadAsync(snapshot, ct);
        }

        return Find(snapshot, kid);
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask<Snapshot> CurrentAsync(CancellationToken ct)
    {
        var snapshot = _snapshot;
        var now = clock.GetUtcNow();
        var isFresh = now - snapshot.ReadAt < _rereadAfter && now >= snapshot.ReadAt && Signing(snapshot.Keys, now) is not null;
        return isFresh ? snapshot : await RereadAsync(snapshot, ct);
    }

    private async Task<Snapshot> RereadAsync(Snapshot known, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (!ReferenceEquals(known, _snapshot))
            {
                return _snapshot;
            }

            return _snapshot = new Snapshot(await LoadAsync(ct), clock.GetUtcNow());
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<IReadOnlyList<LoadedKey>> LoadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        var now = clock.GetUtcNow();
        var oldest = now - options.Value.KeyOverlap;
        await db.SigningKeys.Where(key => key.RetiresAt <= oldest).ExecuteDeleteAsync(ct);
        var keys = await ReadAsync(db, ct);
        while (keys.Count == 0 || keys[^1].RetiresAt - options.Value.KeyPublishAhead <= now)
        {
            await AddNextAsync(db, keys.Count == 0 ? null : keys[^1], now, ct);
            keys = await ReadAsync(db, ct);
        }

        return [.. keys.Select(Unprotect)];
    }

    private static Task<List<SigningKey>> ReadAsync(GatewayDb db, CancellationToken ct) =>
        db.SigningKeys.AsNoTracking().OrderBy(key => key.Number).ToListAsync(ct);

    private async Task AddNextAsync(GatewayDb db, SigningKey? last, DateTimeOffset now, CancellationToken ct)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = last is null || last.RetiresAt < now ? now : last.RetiresAt;
        var next = new SigningKey
        {
            Number = (last?.Number ?? 0) + 1,
            Kid = Guid.CreateVersion7(now).ToString("N"),
            ProtectedKey = Convert.ToBase64String(_protector.Protect(key.ExportPkcs8PrivateKey())),
            CreatedAt = now,
            SignsFrom = from,
            RetiresAt = from + options.Value.KeyRotation,
        };
        db.SigningKeys.Add(next);
        try
        {
            await db.SaveChangesAsync(ct);
            LogMade(logger, next.Kid, next.SignsFrom, next.RetiresAt);
        }
        catch (DbUpdateException) when (db.SigningKeys.AsNoTracking().Any(other => other.Number == next.Number))
        {
            // Another replica was first; its key is as good.
            db.ChangeTracker.Clear();
        }
    }

    private LoadedKey Unprotect(SigningKey stored)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_protector.Unprotect(Convert.FromBase64String(stored.ProtectedKey)), out _);
        return new LoadedKey(stored.Kid, new ECDsaSecurityKey(key) { KeyId = stored.Kid }, stored.SignsFrom, stored.RetiresAt);
    }

    private static LoadedKey? Signing(IReadOnlyList<LoadedKey> keys, DateTimeOffset now) =>
        keys.FirstOrDefault(key => key.SignsFrom <= now && now < key.RetiresAt);

    private static LoadedKey? Find(Snapshot snapshot, string kid) => snapshot.Keys.FirstOrDefault(key => key.Kid == kid);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signing key {Kid} made; signs from {From} to {Until}")]
    private static partial void LogMade(ILogger logger, string kid, DateTimeOffset from, DateTimeOffset until);

    private sealed record Snapshot(IReadOnlyList<LoadedKey> Keys, DateTimeOffset ReadAt);
}
