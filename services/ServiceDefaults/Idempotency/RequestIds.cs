using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ServiceDefaults.Idempotency;

/// <summary>With a request_id a mutation is safe to repeat (domain.md C15), so that a replica that dies in the middle harms nobody.</summary>
public static class RequestIds
{
    private const string Field = "request_id";

    /// <summary>Whether requests of this type have one.</summary>
    public static bool AreIn(MessageDescriptor request) => Find(request) is not null;

    /// <summary>The request's own; empty when it has none.</summary>
    public static string Of(IMessage request) => Find(request.Descriptor)?.Accessor.GetValue(request) as string ?? "";

    /// <summary>Gives the request a request_id of its own where it could have one and has none.</summary>
    public static void FillIn(object request)
    {
        if (request is IMessage message && Find(message.Descriptor) is { } field && field.Accessor.GetValue(message) is "")
        {
            field.Accessor.SetValue(message, Guid.CreateVersion7().ToString());
        }
    }

    private static FieldDescriptor? Find(MessageDescriptor request) =>
        request.FindFieldByName(Field) is { FieldType: FieldType.String, IsRepeated: false } field ? field : null;
}
