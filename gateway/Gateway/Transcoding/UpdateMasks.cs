using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Gateway.Transcoding;

/// <summary>
/// A PATCH changes what its body names: the mask that the client did not send is inferred from the fields present, down to
/// the parts of sections such as selfService. Values (names per language, amounts, dates, lists) count as one field.
/// A field given as null is named too, and so is cleared.
/// </summary>
internal static class UpdateMasks
{
    /// <param name="bound">Top-level fields of the resource that say which one is meant, not what changes: id, etag.</param>
    public static FieldMask Infer(JsonElement body, MessageDescriptor resource, IReadOnlyCollection<string> bound)
    {
        var mask = new FieldMask();
        Collect(body, resource, "", bound, mask);
        return mask;
    }

    private static void Collect(JsonElement element, MessageDescriptor type, string path, IReadOnlyCollection<string> bound, FieldMask mask)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (FieldPath.Find(type, property.Name) is not { } field || (path.Length == 0 && bound.Contains(field.Name)))
            {
                continue;
            }

            var isSection = field.FieldType == FieldType.Message && !field.IsRepeated && !ValueForms.IsValue(field.MessageType)
                && property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Any();
            if (isSection)
            {
                Collect(property.Value, field.MessageType, $"{path}{field.Name}.", bound, mask);
            }
            else
            {
                mask.Paths.Add(path + field.Name);
            }
        }
    }
}
