using System.Text;
using System.Text.Json;
using Contracts.Events;
using MassTransit;

namespace ServiceDefaults.Messaging;

/// <summary>What can be told of a message as the transport brought it, be it readable or not.</summary>
/// <param name="Body">Text that every database can store.</param>
/// <param name="EventType">Name of the event's class, or empty.</param>
internal sealed record ReceivedMessage(string Body, string EventType, Guid? EventId, DateTimeOffset? SentAt, string? TraceParent)
{
    private const string NotText = "base64:";
    private const int LongestName = 100;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static ReceivedMessage From(ReceiveContext context)
    {
        var body = Text(context.GetBody());
        using var envelope = Parse(body);
        return new ReceivedMessage(
            body,
            TypeOf(envelope),
            IdOf(envelope) ?? context.GetMessageId(),
            TimeOf(envelope),
            TraceOf(context));
    }

    /// <summary>An event that no broker carried, as one would have brought it.</summary>
    public static ReceivedMessage Of(IEvent e)
    {
        var type = e.GetType();
        var body = JsonSerializer.Serialize(
            new { MessageType = new[] { $"urn:message:{type.Namespace}:{type.Name}" }, SentTime = e.OccurredAt, Message = (object)e }, EventJson.Carried);
        return new ReceivedMessage(body, type.Name, e.EventId, e.OccurredAt, System.Diagnostics.Activity.Current?.Id);
    }

    /// <summary>The event within a stored body.</summary>
    /// <exception cref="JsonException">It is not readable as one of that type.</exception>
    public static IEvent Read(string body, Type type)
    {
        using var envelope = Parse(body);
        return Message(envelope) is { } message && message.Deserialize(type, EventJson.Carried) is IEvent e && e.EventId != Guid.Empty
            ? e
            : throw new JsonException($"The body holds no {type.Name}.");
    }

    /// <summary>What a stored body tells of an event that is skipped, readable otherwise or not; null when it does not name what it happened to.</summary>
    public static SkippedEvent? Skipped(string body)
    {
        using var envelope = Parse(body);
        return Property(Message(envelope), "aggregateId") is { ValueKind: JsonValueKind.String } id && id.TryGetGuid(out var aggregate)
            ? new SkippedEvent(aggregate, Property(Message(envelope), "sequence") is { ValueKind: JsonValueKind.Number } sequence && sequence.TryGetInt32(out var number) ? number : 0)
            : null;
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? NotText + Convert.ToBase64String(bytes) : text;
        }
        catch (DecoderFallbackException)
        {
            return NotText + Convert.ToBase64String(bytes);
        }
    }

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>urn:message:Contracts.Events:PlanChanged</summary>
    private static string TypeOf(JsonDocument? envelope)
    {
        if (Property(envelope?.RootElement, "messageType") is { ValueKind: JsonValueKind.Array } types
            && types.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first)
        {
            var name = first.GetString()!.Split(':')[^1].Replace('\0', ' ');
            return name.Length > LongestName ? name[..LongestName] : name;
        }

        return "";
    }

    private static Guid? IdOf(JsonDocument? envelope) =>
        Property(Message(envelope), "eventId") is { ValueKind: JsonValueKind.String } id && id.TryGetGuid(out var value) && value != Guid.Empty ? value : null;

    private static DateTimeOffset? TimeOf(JsonDocument? envelope) =>
        Property(envelope?.RootElement, "sentTime") is { ValueKind: JsonValueKind.String } sent && sent.TryGetDateTimeOffset(out var at) ? at : null;

    private static JsonElement? Message(JsonDocument? envelope) => Property(envelope?.RootElement, "message");

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) ? value : null;

    private static string? TraceOf(ReceiveContext context)
    {
        var trace = context.TransportHeaders.Get<string>("MT-Activity-Id") ?? context.TransportHeaders.Get<string>("traceparent")
            ?? System.Diagnostics.Activity.Current?.Id;
        return trace?.Length > LongestName ? null : trace;
    }
}
