using Deployment.Tests.Reading;

namespace Deployment.Tests.Kustomize;

/// <summary>Kubernetes' strategic merge: maps by key, some lists by a key of their items, other lists as a whole; null takes away.</summary>
internal static class StrategicMerge
{
    private static readonly Dictionary<string, string> KeyOfItems = new()
    {
        ["containers"] = "name",
        ["env"] = "name",
        ["volumes"] = "name",
        ["volumeMounts"] = "mountPath",
        ["topologySpreadConstraints"] = "topologyKey",
    };

    public static void Field(JsonObject target, string name, JsonNode? patch)
    {
        if (patch is null)
        {
            target.Remove(name);
        }
        else if (target[name] is JsonObject map && patch is JsonObject changes)
        {
            foreach (var (key, value) in changes)
            {
                Field(map, key, value);
            }
        }
        else if (target[name] is JsonArray list && patch is JsonArray items && KeyOfItems.TryGetValue(name, out var keyOfItems))
        {
            foreach (var item in items.OfType<JsonObject>())
            {
                Item(list, item, keyOfItems);
            }
        }
        else
        {
            target[name] = patch.DeepClone();
        }
    }

    private static void Item(JsonArray list, JsonObject item, string keyOfItems)
    {
        if (list.OfType<JsonObject>().FirstOrDefault(old => old.Text(keyOfItems) == item.Text(keyOfItems)) is not { } known)
        {
            list.Add(item.DeepClone());
            return;
        }

        foreach (var (key, value) in item)
        {
            Field(known, key, value);
        }
    }
}
