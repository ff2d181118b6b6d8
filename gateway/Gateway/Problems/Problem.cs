using ServiceDefaults.Errors;

namespace Gateway.Problems;

/// <summary>One broken rule of one field.</summary>
/// <param name="Field">Path in the client's own terms, lowerCamelCase: price.currencyCode.</param>
/// <param name="Rule">The rule for machines, UPPER_SNAKE_CASE: REQUIRED.</param>
/// <param name="Description">The rule for people.</param>
internal sealed record FieldViolation(string Field, string Rule, string Description);

/// <summary>What went wrong, as RFC 9457 has it, with the reason that machines act on.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Constant in UPPER_SNAKE_CASE.</param>
/// <param name="Detail">English, for developers; never a stack trace, never data of others.</param>
internal sealed record Problem(int Status, string Reason, string Detail)
{
    /// <summary>The service that refused.</summary>
    public string Domain { get; init; } = "gateway";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>When the same request may succeed: Retry-After; null when that is not known.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Names the first of the violations, and how many more there are.</summary>
    public static Problem InvalidFields(IReadOnlyList<FieldViolation> violations)
    {
        var listed = ViolationList.Bounded(violations, (rule, message) => new FieldViolation("body", rule, message));
        return new(StatusCodes.Status400BadRequest, "INVALID_FIELD", string.Join(" ", listed.Select(v => $"{v.Field}: {v.Description}"))) { Violations = listed };
    }

    public static Problem NotFound(string path) =>
        new(StatusCodes.Status404NotFound, "UNKNOWN_ROUTE", $"There is nothing at {Quoted.Short(path)}.");
}
