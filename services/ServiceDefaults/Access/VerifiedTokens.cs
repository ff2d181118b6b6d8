using Microsoft.Extensions.Caching.Memory;
using ServiceDefaults.Hosting;

namespace ServiceDefaults.Access;

/// <summary>
/// What access tokens said whose signature was verified a moment ago: to verify one costs more than most calls do, and a caller sends
/// the same one again and again. Good for a minute at most, so that a withdrawn key is soon noticed, and never past the token's own end.
/// </summary>
/// <typeparam name="T">What is kept of a token.</typeparam>
public sealed class VerifiedTokens<T>(WallClock clock) : IDisposable
    where T : class
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <param name="token">Exactly as it was sent.</param>
    /// <returns>Null when it has to be verified.</returns>
    public T? Find(string token)
    {
        // A machine's clock may be set back.
        var now = clock.GetUtcNow();
        return _tokens.TryGetValue(token, out Verified? known) && known!.At <= now && now < known.At + Memory && now < known.Until ? known.Value : null;
    }

    /// <param name="until">When the token ends.</param>
    public void Remember(string token, T value, DateTimeOffset until) => _tokens.Set(
        token, new Verified(value, clock.GetUtcNow(), until), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Memory, Size = 1 });

    public void Dispose() => _tokens.Dispose();

    private sealed record Verified(T Value, DateTimeOffset At, DateTimeOffset Until);
}
