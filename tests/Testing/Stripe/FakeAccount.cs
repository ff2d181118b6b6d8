using System.Globalization;
using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>The objects of one Stripe account, and the events about them.</summary>
/// <param name="address">Where the hosted pages are; known when the fake runs.</param>
internal sealed partial class FakeAccount(TimeProvider clock, Func<string> address)
{
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _objects = [];
    private readonly List<StripeNotice> _notices = [];

    public IReadOnlyList<StripeNotice> Notices
    {
        get
        {
            lock (_lock)
            {
                return [.. _notices];
            }
        }
    }

    /// <summary>Copies of every object of a kind, oldest first.</summary>
    /// <param name="kind">What its ids begin with: pi.</param>
    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (_lock)
        {
            return [.. Of(kind).Select(o => (JsonObject)o.DeepClone())];
        }
    }

    public FakeAnswer Get(string kind, string id, string what)
    {
        lock (_lock)
        {
            return Find(kind, id) is { } found ? FakeAnswer.Ok(found.DeepClone()) : FakeAnswer.Missing(what, id);
        }
    }

    /// <summary>Newest first, by pages.</summary>
    public FakeAnswer List(string kind, JsonObject form, Func<JsonObject, bool> belongs)
    {
        lock (_lock)
        {
            var limit = int.Parse((string?)form["limit"] ?? "10", CultureInfo.InvariantCulture);
            var all = Of(kind).Where(belongs).Reverse().ToList();
            var rest = form["starting_after"] is { } after ? all.SkipWhile(o => (string?)o["id"] != (string?)after).Skip(1).ToList() : all;
            return FakeAnswer.Ok(new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray([.. rest.Take(limit).Select(o => o.DeepClone())]),
                ["has_more"] = rest.Count > limit,
            });
        }
    }

    private JsonObject Add(string kind, string type, JsonObject made)
    {
        made["id"] = $"{kind}_{Guid.NewGuid():N}"[..(kind.Length + 25)];
        made["object"] = type;
        made["created"] = clock.GetUtcNow().ToUnixTimeSeconds();
        made["livemode"] = false;
        _objects.Add(made);
        return made;
    }

    private void Notify(string type, JsonObject about, JsonObject? previous = null) => _notices.Add(StripeNotice.Of(type, about, clock.GetUtcNow(), previous));

    private IEnumerable<JsonObject> Of(string kind) => _objects.Where(o => ((string)o["id"]!).StartsWith(kind + "_", StringComparison.Ordinal));

    private JsonObject? Find(string kind, string id) => Of(kind).FirstOrDefault(o => (string?)o["id"] == id);
}
