using System.Globalization;
using Grpc.Core;

namespace ServiceDefaults.Errors;

/// <summary>Collects what is wrong with a request, so that its sender learns all of it at once.</summary>
public sealed class FieldValidator
{
    private const string DateOutOfRange = "DATE_OUT_OF_RANGE";

    private readonly List<FieldViolation> _violations = [];

    public bool Failed => _violations.Count > 0;

    public FieldValidator Require(bool holds, string field, string rule, string message)
    {
        if (!holds)
        {
            _violations.Add(new FieldViolation(field, rule, message));
        }

        return this;
    }

    /// <summary>Checks and trims one text.</summary>
    /// <param name="maximum">Most characters (UTF-16 code units) after trimming.</param>
    /// <param name="lines">Line breaks and tabs are allowed.</param>
    /// <returns>Empty where no character can be seen.</returns>
    public string Text(string field, string? value, int maximum, bool required = true, bool lines = false)
    {
        var text = (value ?? "").Trim();
        var blank = !Characters.HasVisible(text);
        Require(!required || !blank, field, "REQUIRED", "is required.");
        Require(text.Length <= maximum, field, "TOO_LONG", $"has {text.Length} characters; at most {maximum} are allowed.");
        Require(!text.Any(c => IsForbidden(c, lines)) && !Characters.HasUnkept(text), field, "CONTROL_CHARACTERS", "contains control characters.");
        Require(IsWellFormed(text), field, "NOT_UNICODE", "is not well-formed Unicode text.");
        return blank ? "" : text;
    }

    /// <summary>A UUID as text; <see cref="Guid.Empty"/> when it is not one.</summary>
    public Guid Id(string field, string? value)
    {
        Require(!string.IsNullOrEmpty(value), field, "REQUIRED", "is required.");
        var parsed = Guid.TryParseExact(value, "D", out var id);
        Require(parsed || string.IsNullOrEmpty(value), field, "NOT_AN_ID", "is not a UUID.");
        return id;
    }

    public int Range(string field, int value, int minimum, int maximum)
    {
        Require(value >= minimum && value <= maximum, field, "OUT_OF_RANGE",
            string.Create(CultureInfo.InvariantCulture, $"is {value}; it must be {minimum} to {maximum}."));
        return value;
    }

    /// <param name="minimum">The first day that is right; the last one is <paramref name="maximum"/>.</param>
    public FieldValidator DateRange(string field, DateOnly? day, DateOnly minimum, DateOnly maximum) =>
        Require(day is null || (day >= minimum && day <= maximum), field, DateOutOfRange, MustLieIn(minimum, maximum));

    /// <summary>A day that was asked for and lies too early or too late.</summary>
    public static DomainException OutOfRange(string field, DateOnly minimum, DateOnly maximum) => DomainException.InvalidArgument(field, DateOutOfRange, MustLieIn(minimum, maximum));

    /// <exception cref="DomainException">INVALID_ARGUMENT with every violation collected.</exception>
    public void ThrowIfFailed()
    {
        if (Failed)
        {
            var listed = ViolationList.Bounded(_violations);
            throw new DomainException(StatusCode.InvalidArgument, "INVALID_FIELD", string.Join(" ", listed.Select(v => $"{v.Field}: {v.Message}")), listed);
        }
    }

    /// <summary>An id that must be well-formed for anything else to make sense.</summary>
    public static Guid RequireId(string field, string? value)
    {
        var validator = new FieldValidator();
        var id = validator.Id(field, value);
        validator.ThrowIfFailed();
        return id;
    }

    private static string MustLieIn(DateOnly minimum, DateOnly maximum) => $"must be {minimum:yyyy-MM-dd} to {maximum:yyyy-MM-dd}.";

    private static bool IsForbidden(char c, bool lines) =>
        (char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t'))
        // Line breaks too, in readers that know Unicode's own.
        || (c is '\u2028' or '\u2029' && !lines)
        // Marks that override the direction can make a text read as something else.
        || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    /// <summary>No half of a surrogate pair stands alone.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
