using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Testing.Stripe;

/// <summary>Reads forms as Stripe does: metadata[attempt]=1 is an object in an object; expand[0]=a is an array, in the order of sending.</summary>
internal static class BracketForm
{
    public static JsonObject Read(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var root = new JsonObject();
        foreach (var (name, values) in fields)
        {
            var path = name.Split('[').Select(part => part.TrimEnd(']')).ToArray();
            foreach (var value in values)
            {
                Put(root, path, value ?? "");
            }
        }

        return root;
    }

    private static void Put(JsonObject root, ReadOnlySpan<string> path, string value)
    {
        if (path.Length == 1)
        {
            root[path[0]] = value;
        }
        else if (path[1].All(char.IsAsciiDigit))
        {
            var list = root[path[0]] as JsonArray ?? [];
            root[path[0]] ??= list;
            list.Add(value);
        }
        else
        {
            var child = root[path[0]] as JsonObject ?? [];
            root[path[0]] ??= child;
            Put(child, path[1..], value);
        }
    }
}
