using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

internal sealed class GetPass(PassStore passes, TimeProvider clock) : IFeature
{
    public async Task<Wire.Pass> Handle(Wire.GetPassRequest request, CancellationToken ct) =>
        (await passes.Look(request.Id, ct)).ToWire(clock.GetUtcNow());
}
