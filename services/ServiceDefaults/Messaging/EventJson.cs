using System.Text.Json;
using MassTransit.Serialization;

namespace ServiceDefaults.Messaging;

/// <summary>How events are read: one without a value that its record requires is unreadable, so that no handler works on half of it.</summary>
internal static class EventJson
{
    /// <summary>As the outbox stores them.</summary>
    public static JsonSerializerOptions Stored { get; } = new() { RespectRequiredConstructorParameters = true };

    /// <summary>As the transport carries them.</summary>
    public static JsonSerializerOptions Carried { get; } = new(SystemTextJsonMessageSerializer.Options) { RespectRequiredConstructorParameters = true };
}
