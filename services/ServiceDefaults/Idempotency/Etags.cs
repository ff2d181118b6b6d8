using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ServiceDefaults.Idempotency;

/// <summary>By an etag a caller says what it has read: a change of anything newer is refused.</summary>
internal static class Etags
{
    private const string Field = "etag";

    /// <summary>Whether the request, or what it is about, has one.</summary>
    public static bool AreGiven(IMessage request) => request.Descriptor.Fields.InDeclarationOrder().Any(field => !field.IsRepeated && field.FieldType switch
    {
        FieldType.String => field.Name == Field && field.Accessor.GetValue(request) is string { Length: > 0 },
        FieldType.Message => field.Accessor.GetValue(request) is IMessage inner && AreGiven(inner),
        _ => false,
    });
}
