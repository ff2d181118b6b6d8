using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>The events of the contracts by name.</summary>
internal static class EventTypes
{
    private static readonly Dictionary<string, Type> ByName = typeof(IEvent).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IEvent).IsAssignableFrom(t))
        .ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static Type Find(string name) => ByName.GetValueOrDefault(name)
        ?? throw new InvalidOperationException($"The contracts know no event '{name}'.");
}
