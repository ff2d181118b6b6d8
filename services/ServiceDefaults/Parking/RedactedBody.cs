using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Conversions;
using Contracts.Events;

namespace ServiceDefaults.Parking;

/// <summary>A message as people may see it: without the values that are for their addressee only (domain.md C15d).</summary>
internal static class RedactedBody
{
    private const string Withheld = "(withheld)";

    private static readonly HashSet<string> Secrets = typeof(IEvent).Assembly.GetTypes().SelectMany(type => type.GetProperties())
        .Where(property => property.GetCustomAttribute<SecretValueAttribute>() is not null)
        .Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>The same where it holds no secret; nothing where it names one and cannot be read.</returns>
    public static string Of(string body)
    {
        if (!Secrets.Any(name => body.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            return body;
        }

        try
        {
            var message = JsonNode.Parse(body);
            Withhold(message);
            return message?.ToJsonString() ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static void Withhold(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject values:
                foreach (var (name, value) in values.ToList())
                {
                    if (Secrets.Contains(name))
                    {
                        values[name] = Withheld;
                    }
                    else
                    {
                        Withhold(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Withhold(item);
                }

                break;
        }
    }
}
