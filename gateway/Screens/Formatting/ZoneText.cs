using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Contracts.Conversions;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>
/// Time zones as people name them: by a city in their own language and what the clock there is ahead of UTC, such as "Tehran (UTC+3:30)". The names
/// are the product's own (zone-cities.tsv), so that every host shows the same.
/// </summary>
internal static class ZoneText
{
    // The direction of the offset is held where the text around it runs from right to left.
    const char LeftToRight = '\u2066';
    const char EndOfDirection = '\u2069';

    static readonly FrozenDictionary<string, string[]> Cities = Read();

    static readonly FrozenDictionary<string, IReadOnlyList<(string Zone, string City)>> Sorted = Language.All.ToFrozenDictionary(
        language => language.Code,
        language => (IReadOnlyList<(string, string)>)
            [.. Cities.Select(city => (Zone: city.Key, City: City(city.Key, language))).OrderBy(choice => choice.City, StringComparer.Create(language.Culture, ignoreCase: true))]);

    /// <param name="zone">IANA name.</param>
    /// <param name="at">The moment whose offset is told: many zones have another in summer.</param>
    public static string Format(string zone, DateTimeOffset at, Language language)
    {
        var known = Zones.Find(zone);
        var offset = Offset(known.GetUtcOffset(at), language);
        return known == TimeZoneInfo.Utc ? offset : $"{City(zone, language)} ({offset})";
    }

    /// <summary>Every zone that may be chosen, by the alphabet of the language, UTC first.</summary>
    /// <returns>IANA names with what a reader is shown of them.</returns>
    public static IEnumerable<(string Zone, string Words)> Choices(DateTimeOffset at, Language language) =>
        Sorted[language.Code].Select(choice => (choice.Zone, Format(choice.Zone, at, language))).Prepend((TimeZones.Utc, Format(TimeZones.Utc, at, language)));

    static string City(string zone, Language language) =>
        Cities.TryGetValue(zone, out var names) ? names[Language.All.TakeWhile(other => other != language).Count()] : zone.Split('/')[^1].Replace('_', ' ');

    static string Offset(TimeSpan offset, Language language)
    {
        if (offset == TimeSpan.Zero)
        {
            return "UTC";
        }

        var size = offset.Duration();
        var minutes = size.Minutes == 0 ? "" : size.Minutes.ToString("':'00", CultureInfo.InvariantCulture);
        var text = NumberText.Digits($"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{(int)size.TotalHours}{minutes}", language);
        return language.RightToLeft ? $"{LeftToRight}{text}{EndOfDirection}" : text;
    }

    static FrozenDictionary<string, string[]> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Screens.Formatting.zone-cities.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.TrimEnd('\r').Split('\t'))
            .ToFrozenDictionary(fields => fields[0], fields => fields[1..], StringComparer.Ordinal);
    }
}
