using Gateway.Data;
using Gateway.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>
/// Before anything else starts: the first administrator, the keys that protect cookies, the configured applications, and a signing key that
/// is published before anyone asks.
/// </summary>
internal sealed class IdentityStartup(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, KeyRing keys, IOptions<IdentityOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().EnsureAsync(cancellationToken);
        await LoadDataProtectionKeysAsync(scope.ServiceProvider.GetRequiredService<GatewayDb>(), cancellationToken);
        var applications = scope.ServiceProvider.GetRequiredService<IClientApplications>();
        foreach (var application in options.Value.Applications)
        {
            var name = application.Name.Length > 0 ? application.Name : application.Id;
            await applications.EnsureAsync(application.Id, application.Secret, name, application.Scopes, cancellationToken);
        }

        await keys.PublishedAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Of several replicas that start together with no valid key, each would make one and learn of the others' only when it reads
    /// them again, up to a day later. So they load them one after the other, and the first one's key is found by the rest.
    /// </summary>
    private async Task LoadDataProtectionKeysAsync(GatewayDb db, CancellationToken ct)
    {
        // SQLite serves one process, and a lock on it would keep the keys from being stored.
        await using var turn = db.Database.IsSqlite() ? null : await db.Database.BeginTransactionAsync(ct);
        if (turn is not null)
        {
            // Locks the rows, one of which there always is, until the transaction ends.
            await db.StaffMembers.ExecuteUpdateAsync(set => set.SetProperty(member => member.Language, member => member.Language), ct);
        }

        protection.CreateProtector("Gateway.Startup").Protect([]);
    }
}
