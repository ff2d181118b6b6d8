using System.Text.Json;
using Contracts.Events;

namespace Cluster.Tests.Support;

/// <summary>An event as it lies in an outbox.</summary>
internal static class EventRow
{
    public static IEvent Read(string type, string payload) =>
        (IEvent)JsonSerializer.Deserialize(payload, typeof(IEvent).Assembly.GetTypes().Single(known => known.Name == type))!;
}
