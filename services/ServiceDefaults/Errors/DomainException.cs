using Grpc.Core;

namespace ServiceDefaults.Errors;

/// <summary>
/// A request that is refused for a reason that its sender can act on. <see cref="ErrorInterceptor"/> turns it
/// into a gRPC status with google.rpc details; nothing has been changed when it is thrown.
/// </summary>
public sealed class DomainException : Exception
{
    public DomainException(StatusCode status, string reason, string message, IReadOnlyList<FieldViolation>? violations = null)
        : base(message)
    {
        Status = status;
        Reason = reason;
        Violations = violations ?? [];
    }

    public StatusCode Status { get; }

    /// <summary>UPPER_SNAKE_CASE, for machines.</summary>
    public string Reason { get; }

    /// <summary>Facts beside the reason, for machines.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    public IReadOnlyList<FieldViolation> Violations { get; }

    /// <summary>When the same call may succeed; null when that is not known.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>What is to be kept of the refused call: runs when its transaction is rolled back, in one of its own.</summary>
    public Func<Task>? AfterRollback { get; init; }

    /// <summary>A rule of the business forbids it in the present state.</summary>
    public static DomainException FailedPrecondition(string reason, string message) => new(StatusCode.FailedPrecondition, reason, message);

    /// <summary>There is none, or it is not the caller's to know.</summary>
    public static DomainException NotFound(string what, string id) =>
        new(StatusCode.NotFound, "NOT_FOUND", $"There is no {what} '{Quoted.Short(id)}'.") { Metadata = { ["type"] = what } };

    /// <summary>One field breaks one rule.</summary>
    public static DomainException InvalidArgument(string field, string rule, string message) =>
        new(StatusCode.InvalidArgument, "INVALID_FIELD", $"{field}: {message}", [new FieldViolation(field, rule, message)]);

    /// <summary>The value of a field that must be unique is taken.</summary>
    public static DomainException AlreadyExists(string field, string message) =>
        new(StatusCode.AlreadyExists, "ALREADY_EXISTS", $"{field}: {message}", [new FieldViolation(field, "TAKEN", message)]);

    /// <summary>It was changed since the sender read it.</summary>
    public static DomainException EtagMismatch() =>
        new(StatusCode.Aborted, "ETAG_MISMATCH", "It was changed since it was read. Read it again and repeat the change.");

    public static DomainException PermissionDenied(string reason, string message) => new(StatusCode.PermissionDenied, reason, message);
}

/// <summary>A field of the request that breaks a rule.</summary>
/// <param name="Field">Path in lower_snake_case: customer.email.</param>
/// <param name="Rule">UPPER_SNAKE_CASE: REQUIRED, TOO_LONG.</param>
/// <param name="Message">What is wrong and what would be right, in English.</param>
public sealed record FieldViolation(string Field, string Rule, string Message);
