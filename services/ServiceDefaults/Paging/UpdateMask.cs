using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Paging;

/// <summary>Which fields an update changes: those in the mask, or every writable one for "*" or no mask.</summary>
public sealed class UpdateMask
{
    private readonly IReadOnlyCollection<string> _paths;
    private readonly bool _all;

    /// <param name="writable">Fields that may be named, in lower_snake_case; a field covers its parts.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT for a path that cannot be written.</exception>
    public UpdateMask(FieldMask? mask, params string[] writable)
    {
        _paths = mask?.Paths ?? [];
        _all = _paths.Count == 0 || _paths.Contains("*");
        foreach (var path in _paths.Where(p => p != "*" && !writable.Any(w => Covers(w, p) || Covers(p, w))))
        {
            throw DomainException.InvalidArgument("update_mask", "UNKNOWN_PATH", $"'{Quoted.Short(path)}' cannot be updated; {string.Join(", ", writable)} can.");
        }
    }

    public bool Has(string field) => _all || _paths.Any(p => Covers(p, field) || Covers(field, p));

    private static bool Covers(string whole, string part) =>
        part == whole || part.StartsWith(whole + ".", StringComparison.Ordinal);
}
