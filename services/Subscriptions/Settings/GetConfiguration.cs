using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Settings;

internal sealed class GetConfiguration(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Configuration> Handle(CancellationToken ct) =>
        ToWire(await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? BusinessSettings.Create(clock.GetUtcNow()));

    internal static Wire.Configuration ToWire(BusinessSettings settings) =>
        new() { SelfServiceEnabled = settings.SelfServiceEnabled, Etag = settings.Etag };
}
