using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceDefaults.Data;

/// <summary>Stores a text per language as one JSON column, the same way with every provider.</summary>
public static class LocalizedTextMapping
{
    private static readonly ValueComparer<IReadOnlyDictionary<string, string>> ByContent = new(
        (a, b) => Same(a!, b!),
        v => Write(v).GetHashCode(StringComparison.Ordinal),
        // A text is replaced, never changed in its place, so that an unchanged one is the very same.
        v => v);

    public static PropertyBuilder<IReadOnlyDictionary<string, string>> IsLocalizedText(
        this PropertyBuilder<IReadOnlyDictionary<string, string>> property) =>
        property.HasConversion(v => Write(v), v => Read(v), ByContent);

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        ReferenceEquals(one, other) || Write(one) == Write(other);

    private static string Write(IReadOnlyDictionary<string, string> texts) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(texts.ToDictionary(), StringComparer.Ordinal), Options);

    private static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    // Kept readable in the database, where a search looks for parts of names.
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
