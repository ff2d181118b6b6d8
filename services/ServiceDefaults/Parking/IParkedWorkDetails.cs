using ServiceDefaults.Data;
using ServiceDefaults.Messaging;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

/// <summary>What a service knows of its parked messages beside what they say: whose they are, and what waits for them.</summary>
public interface IParkedWorkDetails<TDb>
    where TDb : ServiceDb
{
    /// <summary>Adds it to what is shown of them.</summary>
    Task Add(IReadOnlyList<(ParkedMessage Message, Wire.ParkedWork Shown)> parked, CancellationToken ct);
}
