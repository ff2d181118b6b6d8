using Gateway.Tokens;
using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>At start: the first administrator, the configured applications, and a key that is published before anyone asks.</summary>
internal sealed class IdentityStartup(IServiceScopeFactory scopes, KeyRing keys, IOptions<IdentityOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().EnsureAsync(cancellationToken);
        var applications = scope.ServiceProvider.GetRequiredService<IClientApplications>();
        foreach (var application in options.Value.Applications)
        {
            var name = application.Name.Length > 0 ? application.Name : application.Id;
            await applications.EnsureAsync(application.Id, application.Secret, name, application.Scopes, cancellationToken);
        }

        await keys.PublishedAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
