using System.Text.Json;
using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>An event as rows hold it: the name of its class, and JSON.</summary>
public static class StoredEvent
{
    public static (string Type, string Payload) Write(IEvent e) => (e.GetType().Name, JsonSerializer.Serialize(e, e.GetType()));

    /// <exception cref="JsonException">A value that its record requires is missing.</exception>
    /// <exception cref="InvalidOperationException">The contracts know no such event.</exception>
    public static IEvent Read(string type, string payload) => (IEvent)JsonSerializer.Deserialize(payload, EventTypes.Find(type), EventJson.Stored)!;
}
