using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Settings;

internal sealed class UpdateConfiguration(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Configuration> Handle(Wire.UpdateConfigurationRequest request, CancellationToken ct)
    {
        var wanted = request.Configuration ?? throw DomainException.InvalidArgument("configuration", "REQUIRED", "is required.");
        var now = clock.GetUtcNow();
        var settings = await db.Settings.FirstOrDefaultAsync(ct);
        if (settings is null)
        {
            settings = BusinessSettings.Create(now);
            db.Settings.Add(settings);
        }

        settings.RequireEtag(wanted.Etag);
        settings.Update(wanted.SelfServiceEnabled, now);
        await db.SaveChangesAsync(ct);
        return GetConfiguration.ToWire(settings);
    }
}
