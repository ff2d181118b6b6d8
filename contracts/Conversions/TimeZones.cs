using System.Collections.Frozen;

namespace Contracts.Conversions;

/// <summary>
/// The time zones that may be chosen: the canonical IANA names, as tzdata lists one for each place (time-zones.txt says of which version), and UTC.
/// The list is the product's own, so that every machine takes the same names; their rules are the machine's.
/// </summary>
public static class TimeZones
{
    /// <summary>The zone of those who named none.</summary>
    public const string Utc = "UTC";

    private static readonly FrozenSet<string> Names = Read().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>IANA names in alphabetical order.</summary>
    public static IEnumerable<string> All => Names.Order(StringComparer.Ordinal);

    /// <param name="name">Spelt exactly as in the list: Europe/Warsaw.</param>
    public static bool IsKnown(string name) => Names.Contains(name);

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(TimeZones).Assembly.GetManifestResourceStream("Contracts.time-zones.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#')];
    }
}
