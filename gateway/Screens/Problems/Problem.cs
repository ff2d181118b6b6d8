using Google.Rpc;
using Grpc.Core;
using Screens.Languages;

namespace Screens.Problems;

/// <summary>A refusal or a fault in the reader's words: what the page says, and what it says beside each field.</summary>
/// <param name="Reason">The service's reason code; empty when none was sent.</param>
/// <param name="Fields">By the field's path in the request, in lower_snake_case.</param>
public sealed record Problem(StatusCode Status, string Reason, string Message, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>A problem that the page found by itself, before anything was asked of a service.</summary>
    public static Problem OfField(Words words, string field, string message) =>
        new(StatusCode.InvalidArgument, "INVALID_FIELD", words["Error_INVALID_FIELD"], new Dictionary<string, string> { [field] = message });

    public static Problem NotFound(Words words) =>
        new(StatusCode.NotFound, "NOT_FOUND", words["Error_NotFound"], new Dictionary<string, string>());

    public static Problem From(RpcException exception, Words words)
    {
        var details = exception.GetRpcStatus();
        var info = details?.GetDetail<ErrorInfo>();
        var violations = details?.GetDetail<BadRequest>()?.FieldViolations ?? [];
        var fields = new Dictionary<string, string>();
        foreach (var violation in violations)
        {
            fields.TryAdd(violation.Field, Explain(violation, words));
        }

        var reason = info?.Reason ?? "";
        return new(exception.StatusCode, reason, Explain(exception, reason, NamesAnother(fields), words), fields)
        {
            Violations = [.. violations.Select(violation => new Violation(violation.Field, violation.Reason, violation.Description))],
            NamesNothing = exception.StatusCode == StatusCode.InvalidArgument && violations.Any(violation => violation is { Field: "id", Reason: "NOT_AN_ID" }),
            Metadata = info?.Metadata is { } said ? new Dictionary<string, string>(said) : [],
            RetryDelay = details?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
        };
    }

    /// <summary>Every rule that the request broke, where a page tells more than one of a field.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>What the service says of it beside its reason, such as the pass that is in the way.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>When the same request may succeed; null when nobody knows.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The address names a thing by what is no id, so there is no such thing.</summary>
    public bool NamesNothing { get; init; }

    /// <summary>Nobody can say whether the request took effect; the same request id must be sent again.</summary>
    public bool OutcomeUnknown => Status is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Unknown;

    /// <summary>What was edited is no longer what is stored.</summary>
    public bool IsConflict => Status is StatusCode.Aborted;

    public bool IsTemporary => Status is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted;

    /// <summary>The words for a field by the last part of its path, wherever it stands in the request.</summary>
    public string? Field(string name) =>
        Fields.FirstOrDefault(field => field.Key == name || field.Key.EndsWith("." + name, StringComparison.Ordinal)).Value;

    /// <summary>The words for the first fault of a list or a message, or of anything in it.</summary>
    public string? FieldBelow(string name) =>
        Fields.FirstOrDefault(field => field.Key.Split(name) is [var before, var after] && (before.Length == 0 || before.EndsWith('.')) && (after.Length == 0 || after[0] is '[' or '.')).Value;

    public int HttpStatus => Status switch
    {
        StatusCode.InvalidArgument or StatusCode.OutOfRange => 422,
        // A field names what there is not; the page itself is there.
        StatusCode.NotFound when NamesAnother(Fields) => 422,
        StatusCode.NotFound => 404,
        StatusCode.PermissionDenied => 403,
        StatusCode.Unauthenticated => 401,
        StatusCode.AlreadyExists or StatusCode.Aborted or StatusCode.FailedPrecondition => 409,
        StatusCode.ResourceExhausted => 429,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => 503,
        _ => 500,
    };

    /// <summary>The thing itself is there; what a field of the request names is not.</summary>
    static bool NamesAnother(IReadOnlyDictionary<string, string> fields) => fields.Keys.Any(field => field != "id");

    static string Explain(BadRequest.Types.FieldViolation violation, Words words) =>
        (violation.Reason is "OUT_OF_RANGE" or "DATE_OUT_OF_RANGE" ? Bounds.Say(violation.Field, violation.Description, words) : null)
        ?? words.Find($"Field_{violation.Reason}") ?? violation.Description;

    static string Explain(RpcException exception, string reason, bool namesFields, Words words)
    {
        if (reason.Length > 0 && words.Find($"Error_{reason}") is { } known)
        {
            return known;
        }

        return exception.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.DeadlineExceeded => words["Error_Unavailable"],
            StatusCode.NotFound => words[namesFields ? "Error_INVALID_FIELD" : "Error_NotFound"],
            StatusCode.PermissionDenied => words["Error_PermissionDenied"],
            StatusCode.Unauthenticated => words["Error_Unauthenticated"],
            StatusCode.Aborted => words["Error_Conflict"],
            StatusCode.ResourceExhausted => words["Error_TooManyRequests"],
            StatusCode.Internal or StatusCode.Unknown => words["Error_Internal"],
            _ => exception.Status.Detail,
        };
    }
}

/// <summary>A rule that a field of a request broke.</summary>
/// <param name="Field">Its path in the request, in lower_snake_case.</param>
/// <param name="Reason">The rule's code.</param>
/// <param name="Description">In the service's own words.</param>
public sealed record Violation(string Field, string Reason, string Description);
