using System.Collections;
using System.Text.Json;
using Contracts.Common.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;

namespace Gateway.Transcoding;

/// <summary>
/// Fills a protobuf message from JSON, guided by its descriptor: liberal in spelling, strict in meaning. Every unknown
/// name, repeated name and wrong type becomes a violation that names the field.
/// </summary>
internal sealed class JsonMessageReader(Violations violations)
{
    /// <param name="path">Where the object stands, in the client's terms; empty for the body itself.</param>
    public void Read(JsonElement element, IMessage target, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Scalars.Wrong(path.Length == 0 ? "body" : path, "an object", violations);
            return;
        }

        var seen = new HashSet<FieldDescriptor>();
        var oneofs = new Dictionary<OneofDescriptor, FieldDescriptor>();
        foreach (var property in element.EnumerateObject())
        {
            var at = Join(path, property.Name);
            if (FieldPath.Find(target.Descriptor, property.Name) is not { } field)
            {
                ReadUnknown(property, target, seen, path, at);
            }
            else if (!seen.Add(field))
            {
                violations.Add(at, "DUPLICATE_FIELD", "is given more than once.");
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                RefuseSecondOfOneof(field, oneofs, at);
                ReadField(field, property.Value, target, at);
            }
        }
    }

    private void ReadUnknown(JsonProperty property, IMessage target, HashSet<FieldDescriptor> seen, string path, string at)
    {
        if (target is not Money money || property.Name != "amount")
        {
            violations.Add(at, "UNKNOWN_FIELD", "is not a field of this request.");
            return;
        }

        var units = Money.Descriptor.FindFieldByNumber(Money.UnitsFieldNumber);
        var nanos = Money.Descriptor.FindFieldByNumber(Money.NanosFieldNumber);
        if (!seen.Add(units) | !seen.Add(nanos))
        {
            violations.Add(at, "DUPLICATE_FIELD", $"stands for units and nanos: {(path.Length == 0 ? "the body" : path)} gives the amount twice.");
            return;
        }

        ValueForms.TryReadAmount(property.Value, money, at, violations);
    }

    private void RefuseSecondOfOneof(FieldDescriptor field, Dictionary<OneofDescriptor, FieldDescriptor> oneofs, string at)
    {
        if (field.RealContainingOneof is { } oneof && !oneofs.TryAdd(oneof, field))
        {
            violations.Add(at, "ONE_OF", $"cannot be given together with {oneofs[oneof].JsonName}.");
        }
    }

    private void ReadField(FieldDescriptor field, JsonElement element, IMessage target, string at)
    {
        if (field.IsMap)
        {
            ReadMap(field, element, (IDictionary)field.Accessor.GetValue(target), at);
        }
        else if (field.IsRepeated)
        {
            ReadList(field, element, (IList)field.Accessor.GetValue(target), at);
        }
        else if (ReadOne(field, element, at) is { } value)
        {
            field.Accessor.SetValue(target, value);
        }
    }

    private void ReadList(FieldDescriptor field, JsonElement element, IList list, string at)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Scalars.Wrong(at, "a list", violations);
            return;
        }

        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (ReadOne(field, item, $"{at}[{index++}]") is { } value)
            {
                list.Add(value);
            }
        }
    }

    private void ReadMap(FieldDescriptor field, JsonElement element, IDictionary map, string at)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Scalars.Wrong(at, "an object", violations);
            return;
        }

        var keyField = field.MessageType.FindFieldByNumber(1);
        var valueField = field.MessageType.FindFieldByNumber(2);
        foreach (var property in element.EnumerateObject())
        {
            var here = Join(at, property.Name);
            if (Scalars.FromText(keyField, property.Name, here, violations) is not { } key)
            {
                continue;
            }

            if (map.Contains(key))
            {
                violations.Add(here, "DUPLICATE_FIELD", "is given more than once.");
            }
            else if (ReadOne(valueField, property.Value, here) is { } value)
            {
                map.Add(key, value);
            }
        }
    }

    private object? ReadOne(FieldDescriptor field, JsonElement element, string at)
    {
        if (field.FieldType != FieldType.Message)
        {
            return Scalars.FromJson(field, element, at, violations);
        }

        var type = field.MessageType;
        if (element.ValueKind == JsonValueKind.String && (type == Date.Descriptor || type == FieldMask.Descriptor))
        {
            return Scalars.TryGetString(element, at, violations) is { } text ? ValueForms.FromText(type, text, at, violations) : null;
        }

        if (type.File.Package == "google.protobuf")
        {
            return ValueForms.FromWellKnown(type, element.GetRawText(), at, violations);
        }

        var message = FieldPath.New(type);
        Read(element, message, at);
        return message;
    }

    private static string Join(string path, string name) => path.Length == 0 ? Quoted.Short(name) : $"{path}.{Quoted.Short(name)}";
}
