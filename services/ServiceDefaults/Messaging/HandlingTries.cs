using System.Text.Json;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Messaging;

/// <summary>The tries of one delivery, and how long to pause before the next. The message itself carries it to where it is parked.</summary>
internal sealed class HandlingTries
{
    /// <summary>A handler that fails for its own reasons gets this many tries, about three seconds in all.</summary>
    public const int Maximum = 6;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public int Made { get; private set; }

    /// <summary>Counts a failed try. Null when there is to be no further one in this delivery.</summary>
    /// <param name="patience">Tries for a failure that passes by itself; after that the transport delivers the message anew.</param>
    public TimeSpan? PauseAfter(Exception failure, int patience)
    {
        Made++;
        var most = failure is JsonException ? 1 : PassingFailure.Is(failure) ? patience : Maximum;
        return Made >= most ? null : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(Made - 1, 20)));
    }
}
