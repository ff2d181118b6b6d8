using System.Text.Json;

namespace Billing.Providers.Stripe;

/// <summary>Reads Stripe's objects, in which what is missing and what is null mean the same.</summary>
internal static class StripeJson
{
    /// <summary>Empty when there is none.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>Zero when there is none.</summary>
    public static long Number(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null ? child : null;

    /// <summary>The id of what a field refers to, whether it stands there expanded or not; empty when there is none.</summary>
    public static string IdOf(this JsonElement element, string name) =>
        element.Child(name) is { } child ? child.ValueKind == JsonValueKind.Object ? child.Text("id") : element.Text(name) : "";

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
