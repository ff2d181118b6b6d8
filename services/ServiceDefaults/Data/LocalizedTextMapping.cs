using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceDefaults.Data;

/// <summary>Stores a text per language as one JSON column, the same way with every provider.</summary>
public static class LocalizedTextMapping
{
    private static readonly ValueComparer<IReadOnlyDictionary<string, string>> ByContent = new(
        (a, b) => Write(a!) == Write(b!),
        v => Write(v).GetHashCode(StringComparison.Ordinal),
        v => new Dictionary<string, string>(v, StringComparer.Ordinal));

    public static PropertyBuilder<IReadOnlyDictionary<string, string>> IsLocalizedText(
        this PropertyBuilder<IReadOnlyDictionary<string, string>> property) =>
        property.HasConversion(v => Write(v), v => Read(v), ByContent);

    private static string Write(IReadOnlyDictionary<string, string> texts) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(texts.ToDictionary(), StringComparer.Ordinal), Options);

    private static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    // Kept readable in the database, where a search looks for parts of names.
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
