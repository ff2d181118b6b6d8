using System.Text.Json;

namespace Billing.Providers.Stripe;

/// <summary>A page of one of Stripe's lists, newest first.</summary>
/// <param name="After">The end of the next page's address.</param>
internal sealed record StripePage(IReadOnlyList<JsonElement> Items, bool HasMore, string After)
{
    /// <summary>As many as Stripe gives.</summary>
    public const int Size = 100;

    public static StripePage Read(JsonElement list)
    {
        var items = list.List("data").ToList();
        var more = items.Count > 0 && list.Child("has_more") is { ValueKind: JsonValueKind.True };
        return new StripePage(items, more, more ? $"&starting_after={items[^1].Text("id")}" : "");
    }
}
