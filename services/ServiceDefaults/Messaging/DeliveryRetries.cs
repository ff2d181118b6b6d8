using System.Text.Json;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Messaging;

/// <summary>The tries of one delivery, and how long to pause before the next. The message itself carries it to where it is parked.</summary>
/// <param name="first">Pause before the second try.</param>
internal sealed class DeliveryRetries(TimeSpan first)
{
    /// <summary>A handler that fails for its own reasons gets this many tries, about three seconds in all as it is set up.</summary>
    public const int Maximum = 6;

    /// <summary>Many events of one order at once collide again and again, and each time one of them gets through: a minute or so.</summary>
    private const int MaximumConflicts = 60;

    private static readonly TimeSpan LongestAfterConflict = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public int Made { get; private set; }

    /// <summary>Tries that failed by the handler's own fault.</summary>
    private int Own { get; set; }

    private int Conflicts { get; set; }

    /// <summary>Counts a failed try. Null when there is to be no further one in this delivery.</summary>
    /// <param name="patience">Tries for a failure that passes by itself; after that the transport delivers the message anew.</param>
    public TimeSpan? PauseAfter(Exception failure, int patience)
    {
        Made++;
        if (failure is JsonException)
        {
            return null;
        }

        if (TransientFailure.Is(failure))
        {
            return Made >= patience ? null : Pause(Made, Longest);
        }

        if (TransientFailure.IsConflict(failure))
        {
            return ++Conflicts >= MaximumConflicts ? null : Pause(Conflicts, LongestAfterConflict);
        }

        return ++Own >= Maximum ? null : Pause(Own, Longest);
    }

    /// <summary>Doubles, and differs by chance, so that those who have collided do not meet again at the same moment.</summary>
    private TimeSpan Pause(int made, TimeSpan longest) =>
        Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, made - 1)) * (0.5 + (Random.Shared.NextDouble() / 2)) * TimeSpan.FromMilliseconds(1);
}
