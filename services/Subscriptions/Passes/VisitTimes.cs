using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

/// <summary>Times that a request about visits tells.</summary>
internal static class VisitTimes
{
    /// <summary>When a class was, or is: only one that was cancelled may lie ahead. Now where it was not given.</summary>
    /// <exception cref="DomainException">INVALID_ARGUMENT: it lies ahead, or is no time.</exception>
    public static DateTimeOffset Of(string field, Timestamp? time, VisitState state, DateTimeOffset now)
    {
        if (time is null)
        {
            return now;
        }

        var validator = new FieldValidator();
        var at = validator.Instant(field, time);
        validator.Require(at <= now || state == VisitState.LateCancel, field, "FUTURE", "must not lie ahead.");
        validator.ThrowIfFailed();
        return at;
    }

    /// <summary>When what is over was; now where it was not given.</summary>
    /// <exception cref="DomainException">INVALID_ARGUMENT: it lies ahead, or is no time.</exception>
    public static DateTimeOffset Past(string field, Timestamp? time, DateTimeOffset now) => Of(field, time, VisitState.Attended, now);
}
